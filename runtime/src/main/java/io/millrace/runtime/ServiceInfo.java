package io.millrace.runtime;

/// What `/info` says of a service, besides its state.
///
/// @param instance its name among those of the service: of a process, or given to it
record ServiceInfo(String service, String instance, String pipeline, String profile) {}
