/// Runs a topology as a service: configuration from the environment, life cycle, health, metrics
/// and dead letters, the same for all services.
@NullMarked
package io.millrace.runtime;

import org.jspecify.annotations.NullMarked;
