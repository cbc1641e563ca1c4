package io.millrace.runtime;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Has all that is logged meanwhile, by this thread and by threads that it starts, say which
/// service it is of.
public final class LogScope implements AutoCloseable {
  /// The name that a log line has it under.
  private static final String SERVICE = "service";

  private final @Nullable String before;

  private LogScope(@Nullable String before) {
    this.before = before;
  }

  public static LogScope of(String service) {
    LogScope scope = new LogScope(MDC.get(SERVICE));
    MDC.put(SERVICE, service);
    return scope;
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.remove(SERVICE);
    } else {
      MDC.put(SERVICE, before);
    }
  }
}
