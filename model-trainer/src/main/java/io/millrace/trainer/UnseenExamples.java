package io.millrace.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Examples that models are judged by because none of them has learned from them, and who reported
/// them.
public final class UnseenExamples {
  private final ExampleTable table;
  private final Set<String> jumped;

  /// @param jumped reporters whose share of positives has jumped
  UnseenExamples(ExampleTable table, Set<String> jumped) {
    this.table = table;
    this.jumped = Set.copyOf(jumped);
  }

  /// How one model did beside another.
  ///
  /// @param champion the average precision of the one
  /// @param candidate of the other
  /// @param difference how much higher that is, and how sure
  public record Comparison(
      int rows, int positives, double champion, double candidate, ScoreComparison difference) {}

  public int size() {
    return table.columns().rows();
  }

  /// How many are positive in the words of those whom trust is put in.
  public int positives() {
    return (int)
        IntStream.range(0, size())
            .filter(row -> isTrusted(row) && table.columns().label(row) == 1)
            .count();
  }

  /// Reporters whose share of positives has jumped: what they say counts for nobody.
  public Set<String> heldOut() {
    return new TreeSet<>(jumped);
  }

  /// What a model says of each; without a model the same of all. What it cannot say (NaN) counts as
  /// the lowest score.
  public float[] score(@Nullable ScoringModel model) {
    float[] scores = new float[size()];
    if (model != null && scores.length > 0) {
      Examples examples = table.named("examples", null).examples();
      scores = BatchScoring.score(model, examples);
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Float.isNaN(scores[i]) ? Float.NEGATIVE_INFINITY : scores[i];
      }
    }
    return scores;
  }

  /// Two models by all but those whom no trust is put in; empty where there are not both positives
  /// and negatives.
  public Optional<Comparison> compare(
      float[] champion, float[] candidate, double confidence, long seed) {
    return compare(champion, candidate, this::isTrusted, confidence, seed);
  }

  /// The same by what each single reporter says, and what nobody does: by name.
  public Map<String, Comparison> compareByReporter(
      float[] champion, float[] candidate, double confidence, long seed) {
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    List<String> reporters = table.reporters();
    for (int number = ExampleTable.UNREPORTED + 1; number < reporters.size(); number++) {
      int one = number;
      String name = reporters.get(one);
      if (!jumped.contains(name)) {
        compare(
                champion,
                candidate,
                row -> reporter(row) == one || reporter(row) == ExampleTable.UNREPORTED,
                confidence,
                seed)
            .ifPresent(comparison -> comparisons.put(name, comparison));
      }
    }
    return comparisons;
  }

  private boolean isTrusted(int row) {
    return !jumped.contains(table.reporters().get(reporter(row)));
  }

  private int reporter(int row) {
    return table.columns().entity(ExampleTable.REPORTER, row);
  }

  private Optional<Comparison> compare(
      float[] champion, float[] candidate, IntPredicate wanted, double confidence, long seed) {
    ScoreComparison.Rows rows = rows(champion, candidate, wanted);
    int positives = rows.positives();
    if (positives == 0 || positives == rows.size()) {
      return Optional.empty();
    }
    ScoreComparison difference = ScoreComparison.of(rows, confidence, seed);
    return Optional.of(
        new Comparison(
            rows.size(),
            positives,
            difference.champion(),
            difference.champion() + difference.difference(),
            difference));
  }

  private ScoreComparison.Rows rows(float[] champion, float[] candidate, IntPredicate wanted) {
    TableColumns columns = table.columns();
    int[] kept = IntStream.range(0, size()).filter(wanted).toArray();
    float[] first = new float[kept.length];
    float[] second = new float[kept.length];
    boolean[] labels = new boolean[kept.length];
    double[] weights = new double[kept.length];
    int[] entities = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      first[i] = champion[kept[i]];
      second[i] = candidate[kept[i]];
      labels[i] = columns.label(kept[i]) == 1;
      weights[i] = columns.weight(kept[i]);
      entities[i] = columns.entity(ExampleTable.ENTITY, kept[i]);
    }
    return new ScoreComparison.Rows(first, second, labels, weights, entities);
  }
}
