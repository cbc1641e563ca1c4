package io.millrace.actions;

import java.time.Duration;

/// Waits between attempts.
interface Sleeper {
  void sleep(Duration pause) throws InterruptedException;
}
