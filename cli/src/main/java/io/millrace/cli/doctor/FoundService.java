package io.millrace.cli.doctor;

/// A service of a pipeline, as its group tells.
///
/// @param isOfStream whether the stream goes through it, and stops where it does not run
/// @param isRunning whether an instance of it is in the group
/// @param lag how many records it has still to read
record FoundService(String name, boolean isOfStream, boolean isRunning, long lag) {}
