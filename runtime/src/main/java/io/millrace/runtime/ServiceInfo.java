package io.millrace.runtime;

/// What `/info` says of a service, besides its state.
record ServiceInfo(String service, String pipeline, String profile) {}
