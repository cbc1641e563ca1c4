package io.millrace.cli.console;

import java.util.OptionalLong;

/// How a service does.
///
/// @param instances how many processes of it run
/// @param lag records that it has yet to read; empty until it has committed once
record ServiceFlow(String name, Health health, int instances, OptionalLong lag) {}
