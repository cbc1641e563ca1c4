package io.millrace.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// When a run is killed: first when it has just met another release, then at random moments.
final class Kills {
  private static final int MOST = 3;

  private final int count;
  private final int turn;
  private final Random random;
  private final int total;
  private final List<Integer> at = new ArrayList<>();
  private int next;

  private Kills(int count, int turn, Random random, int total) {
    this.count = count;
    this.turn = turn;
    this.random = random;
    this.total = total;
  }

  /// A run that is left alone.
  static Kills none() {
    return new Kills(0, 0, new Random(0), 0);
  }

  /// One to three.
  ///
  /// @param undisturbed what is written when nothing is killed
  static Kills of(long seed, WrittenRecords undisturbed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(MOST);
    int turn = random.nextInt(undisturbed.turns());
    return new Kills(count, 1 + turn, random, undisturbed.size());
  }

  /// Whether it is time for the next one.
  boolean isDue(WrittenRecords written) {
    return at.size() < count && (at.isEmpty() ? written.turns() >= turn : written.size() >= next);
  }

  /// Says that it was killed.
  void made(WrittenRecords written) {
    at.add(written.size());
    next = written.size() + 1 + random.nextInt(Math.max(1, total - written.size()));
  }

  /// How many different things had been written, each time.
  List<Integer> at() {
    return List.copyOf(at);
  }
}
