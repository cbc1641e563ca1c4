package io.millrace.runtime;

/// What `/info` says of a service.
record ServiceInfo(String service, String pipeline, String profile, String state) {}
