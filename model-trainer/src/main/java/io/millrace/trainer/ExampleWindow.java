package io.millrace.trainer;

import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The examples that a model may learn from and be judged by: the latest of each event, as far back
/// as the span, by the times of events.
///
/// In memory, about 250 bytes for an example of fifteen features. What it holds depends on the
/// examples alone that it has taken, so whoever takes them again holds the same. Not for several
/// threads at once.
public final class ExampleWindow {
  private final List<String> features;
  private final Duration span;
  private final int most;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Instant newest = Instant.MIN;
  private int positives;
  private long unusable;

  /// @param features the model's, in its order
  /// @param span how far back from the newest
  /// @param most so many at most, the newest
  public ExampleWindow(List<String> features, Duration span, int most) {
    this.features = List.copyOf(features);
    this.span = span;
    this.most = most;
  }

  /// An example, as far as models learn from it.
  ///
  /// @param truth what the event turned out to be
  /// @param values of the features, not changed by anybody
  record Row(String eventId, Instant time, String entity, Truth truth, Values values) {
    private static final Comparator<Row> BY_TIME =
        Comparator.comparing(Row::time).thenComparing(Row::eventId);

    boolean isPositive() {
      return truth.isPositive();
    }
  }

  /// What an event turned out to be.
  ///
  /// @param isReported whether somebody has said so
  /// @param reporter who, absent where the name is not told
  /// @param weight for how many events of its kind it stands
  record Truth(boolean isPositive, boolean isReported, @Nullable String reporter, float weight) {}

  /// The features of an event as models take them.
  static final class Values {
    private final float[] values;

    Values(float... values) {
      this.values = values;
    }

    /// The numbers themselves, not a copy: to be read only.
    float[] numbers() {
      return values;
    }
  }

  /// Takes the next example. One whose truth could not show itself and that nobody has reported
  /// teaches nothing, and neither does a label that is not yes or no.
  ///
  /// Returns whether its event is positive that was not before.
  public boolean take(Example example) {
    boolean isYesOrNo =
        example.label().equals(Example.POSITIVE) || example.label().equals(Example.NEGATIVE);
    unusable += isYesOrNo ? 0 : 1;
    if (isYesOrNo && (example.observed() || example.report() != null)) {
      return put(row(example));
    }
    forget(rows.remove(example.eventId()));
    return false;
  }

  private boolean put(Row row) {
    Row before = rows.put(row.eventId(), row);
    forget(before);
    positives += row.isPositive() ? 1 : 0;
    newest = row.time().isAfter(newest) ? row.time() : newest;
    forgetOld();
    return row.isPositive() && (before == null || !before.isPositive());
  }

  private void forget(@Nullable Row row) {
    positives -= row != null && row.isPositive() ? 1 : 0;
  }

  /// Examples come about in the order of their events, so the old ones stand first; one that is out
  /// of order goes with those before it.
  private void forgetOld() {
    var first = rows.values().iterator();
    while (first.hasNext()) {
      Row row = first.next();
      if (rows.size() <= most && isInSpan(row)) {
        return;
      }
      first.remove();
      forget(row);
    }
  }

  private boolean isInSpan(Row row) {
    return row.time().isAfter(newest.minus(span));
  }

  private Row row(Example example) {
    float[] values = new float[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(example.features().get(features.get(i)));
    }
    Report report = example.report();
    Truth truth =
        new Truth(
            example.label().equals(Example.POSITIVE),
            report != null,
            report == null ? null : report.reporter(),
            (float) example.weight());
    return new Row(
        example.eventId(),
        example.eventTime(),
        example.entities().isEmpty() ? example.eventId() : example.entities().getFirst().toString(),
        truth,
        new Values(values));
  }

  /// What is too large for a float is missing, as XGBoost takes no infinite number.
  private static float value(@Nullable FeatureValue value) {
    float number = value instanceof FeatureValue.Scalar(double it) ? (float) it : Float.NaN;
    return Float.isFinite(number) ? number : Float.NaN;
  }

  /// The features that it keeps of each example.
  public List<String> features() {
    return features;
  }

  /// The time of the newest event; before all times where there is none.
  public Instant newest() {
    return newest;
  }

  public int size() {
    return rows.size();
  }

  public int positives() {
    return positives;
  }

  /// How many examples had a label that is not yes or no.
  public long unusable() {
    return unusable;
  }

  /// What it holds now, by the times of events.
  ///
  /// @param topic the examples' topic, for the model's card
  /// @param offsets which of them were taken
  public FeatureTable table(String topic, Offsets offsets) {
    return ExampleTable.of(inSpan(), features).named(topic, offsets);
  }

  /// The examples of events after a time: a model that was trained before then knows none of them.
  public UnseenExamples after(Instant time) {
    ReportRates before = new ReportRates();
    ReportRates since = new ReportRates();
    inSpan().forEach(row -> (row.time().isAfter(time) ? since : before).add(row));
    Stream<Row> unseen = inSpan().filter(row -> row.time().isAfter(time));
    return new UnseenExamples(ExampleTable.of(unseen, features), since.jumpedFrom(before));
  }

  private Stream<Row> inSpan() {
    return rows.values().stream().filter(this::isInSpan).sorted(Row.BY_TIME);
  }
}
