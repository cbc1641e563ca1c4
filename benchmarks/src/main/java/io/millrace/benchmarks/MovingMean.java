package io.millrace.benchmarks;

/// Count and mean of a number over a window of one key's events, asked for by each of them: what
/// the table of `bench features` compares.
///
/// Events come in the order of time, no two at the same.
interface MovingMean extends AutoCloseable {

  /// What an event sees, itself included.
  record Answer(long count, double mean) {}

  /// Adds an event and answers it.
  Answer ask(long time, double number);

  /// Adds an event that does not ask, where that is possible.
  default void add(long time, double number) {
    ask(time, number);
  }

  /// How large what is kept is, as keys and values.
  long stateBytes();

  /// How many bytes of keys and values were logged since this was last asked.
  long changelogBytes();

  @Override
  default void close() {}
}
