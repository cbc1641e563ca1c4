package io.millrace.features;

/// What a node says of one of its children.
///
/// @param id the offset of the record that made the child, which no other child of its height has
/// @param stamp the offset of the last record that is in the summary
record Entry(long id, long stamp, Summary summary) {}
