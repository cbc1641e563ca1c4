package io.millrace.cli.console;

import java.util.Locale;

/// How a service is, as far as its group tells.
enum Health {
  /// It reads its topics.
  RUNNING,
  /// It reads them, but had not done what was there ten seconds before.
  BEHIND,
  /// Its instances are about to share out the partitions anew, and read none meanwhile.
  REBALANCING,
  /// No instance of it is in its group.
  DOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
