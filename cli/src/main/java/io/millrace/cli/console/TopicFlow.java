package io.millrace.cli.console;

/// What goes through a topic.
///
/// @param perSecond records a second, over the last seconds
/// @param written records that it has ever had
record TopicFlow(double perSecond, long written) {}
