package io.millrace.cli.doctor;

/// Whether the brokers' clocks are ahead of this machine's. That they are behind cannot be told
/// from records: none may have come for long.
final class ClockFinding {
  /// From here on an answer of a list may be that of another time.
  private static final long MOST_MS = 500;

  private ClockFinding() {}

  /// @param arrival when the last record of `raw` arrived, by a broker's clock; negative for none
  /// @param now by the clock of this machine
  static Finding of(long arrival, long now) {
    if (arrival < 0) {
      return Finding.ok("clock", "nothing has arrived in raw that could be compared");
    }
    long ahead = arrival - now;
    return ahead > MOST_MS
        ? Finding.failed(
            "clock",
            "the brokers' is ahead of this machine's by %,d ms or more: let both follow NTP, lists need %d ms or less",
            ahead,
            MOST_MS)
        : Finding.ok("clock", "the last record of raw did not arrive in the future");
  }
}
