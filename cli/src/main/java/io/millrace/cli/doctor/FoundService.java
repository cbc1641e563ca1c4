package io.millrace.cli.doctor;

/// A service of a pipeline, as its group tells.
///
/// @param isRunning whether an instance of it is in the group
/// @param lag how many records it has still to read
record FoundService(String name, boolean isRunning, long lag) {}
