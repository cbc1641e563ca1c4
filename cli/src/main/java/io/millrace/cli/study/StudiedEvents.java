package io.millrace.cli.study;

import io.millrace.cli.history.IdIndex;
import io.millrace.cli.history.Label;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.FeatureValue;
import io.millrace.trainer.DayRange;
import io.millrace.trainer.RecordedScores;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was said of each event of a history, and what it turned out to be: some forty bytes each,
/// whatever the records have.
final class StudiedEvents {
  private static final byte UNKNOWN = -1;
  private static final int UNDECIDED = -1;

  private final IdIndex ids = new IdIndex();
  private final IdIndex entities = new IdIndex();
  private int[] days = new int[1 << 8];
  private int[] entityNumbers = new int[1 << 8];
  private byte[] labels = new byte[1 << 8];
  private float[] scores = new float[1 << 8];
  private int[] releases = new int[1 << 8];

  /// Takes an event before it is sent; of several with one id the first counts.
  void happened(PastEvent event) {
    int before = ids.size();
    int number = ids.numberOf(event.id());
    if (number < before) {
      return;
    }
    if (number == days.length) {
      grow();
    }
    days[number] =
        Math.toIntExact(event.time().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
    entityNumbers[number] = entities.numberOf(event.key());
    Label label = event.outcome();
    labels[number] = label == null ? UNKNOWN : (byte) (isPositive(label) ? 1 : 0);
    scores[number] = Float.NaN;
    releases[number] = UNDECIDED;
  }

  private static boolean isPositive(Label label) {
    return label.value() instanceof FeatureValue.Scalar(double value) && value == 1;
  }

  /// Takes what was said of an event; what is said again does not count.
  void decided(Decision decision) {
    int number = ids.find(decision.eventId());
    if (number == IdIndex.NONE || releases[number] != UNDECIDED) {
      return;
    }
    releases[number] = decision.release();
    if (decision.scores().get(Assessment.SCORE) instanceof FeatureValue.Scalar(double score)) {
      scores[number] = (float) score;
    }
  }

  /// The day of the first one; there must be one.
  LocalDate firstDay() {
    return LocalDate.ofEpochDay(days[0]);
  }

  /// Those whose truth is known.
  ///
  /// @param entity the first one of the pipeline
  RecordedScores scores(String entity) {
    RecordedScores recorded = new RecordedScores(entity);
    for (int i = 0; i < ids.size(); i++) {
      if (labels[i] != UNKNOWN) {
        recorded.add(days[i], entities.textOf(entityNumbers[i]), scores[i], labels[i] == 1);
      }
    }
    return recorded;
  }

  /// How many events of some days each release has judged.
  SortedMap<Integer, Integer> releases(DayRange range) {
    SortedMap<Integer, Integer> judged = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      boolean isIn = range.from().toEpochDay() <= days[i] && days[i] <= range.to().toEpochDay();
      if (isIn && releases[i] != UNDECIDED) {
        judged.merge(releases[i], 1, Integer::sum);
      }
    }
    return judged;
  }

  private void grow() {
    int capacity = 2 * days.length;
    days = Arrays.copyOf(days, capacity);
    entityNumbers = Arrays.copyOf(entityNumbers, capacity);
    labels = Arrays.copyOf(labels, capacity);
    scores = Arrays.copyOf(scores, capacity);
    releases = Arrays.copyOf(releases, capacity);
  }
}
