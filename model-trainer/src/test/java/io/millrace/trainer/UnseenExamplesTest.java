package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.trainer.ExampleWindow.Truth;
import io.millrace.trainer.ExampleWindow.Values;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnseenExamplesTest {
  private static final int ROWS = 600;
  private static final List<String> FEATURES = List.of("truth");

  @Test
  void findsTheBetterOfTwoModels() {
    UnseenExamples examples = examples(Set.of());

    UnseenExamples.Comparison comparison =
        examples.compare(examples.score(null), examples.score(good()), 0.9, 1).orElseThrow();

    assertThat(comparison.rows()).isEqualTo(ROWS);
    assertThat(comparison.candidate()).isEqualTo(1);
    assertThat(comparison.champion()).isBetween(0.05, 0.15);
    assertThat(comparison.difference().atLeast(0.99)).isPositive();
  }

  @Test
  void givesNobodyASayWhoseStoryHasChanged() {
    UnseenExamples all = examples(Set.of());
    UnseenExamples trusted = examples(Set.of("liar"));
    float[] good = trusted.score(good());
    float[] nothing = trusted.score(null);

    assertThat(trusted.compare(nothing, good, 0.9, 1).orElseThrow().rows()).isEqualTo(ROWS * 2 / 3);
    assertThat(trusted.compareByReporter(nothing, good, 0.9, 1)).containsOnlyKeys("(no name)");
    assertThat(all.compareByReporter(nothing, good, 0.9, 1)).containsOnlyKeys("(no name)", "liar");
  }

  @Test
  void countsThePositivesOfThoseWhomTrustIsPutIn() {
    UnseenExamples trusted = examples(Set.of("liar"));

    int compared =
        trusted
            .compare(trusted.score(null), trusted.score(good()), 0.9, 1)
            .orElseThrow()
            .positives();

    assertThat(trusted.positives()).isEqualTo(compared).isLessThan(examples(Set.of()).positives());
  }

  @Test
  void comparesByAReporterAndWhatNobodyReports() {
    UnseenExamples examples = examples(Set.of());

    assertThat(examples.compareByReporter(examples.score(null), examples.score(good()), 0.9, 1))
        .hasEntrySatisfying(
            "liar", comparison -> assertThat(comparison.rows()).isEqualTo(ROWS * 2 / 3));
  }

  @Test
  void concludesNothingWithoutPositives() {
    UnseenExamples none =
        new UnseenExamples(
            ExampleTable.of(IntStream.range(0, 10).mapToObj(i -> row(i, false, null)), FEATURES),
            Set.of());

    assertThat(none.compare(new float[10], new float[10], 0.9, 1)).isEmpty();
  }

  @Test
  void takesAnAnswerThatIsNoNumberForTheLowest() {
    UnseenExamples examples = examples(Set.of());

    float[] scores = examples.score(model(Float.NaN));

    assertThat(scores).containsOnly(Float.NEGATIVE_INFINITY);
  }

  private static UnseenExamples examples(Set<String> jumped) {
    Random random = new Random(5);
    return new UnseenExamples(
        ExampleTable.of(
            IntStream.range(0, ROWS)
                .mapToObj(i -> {
                  boolean positive = random.nextInt(10) == 0;
                  return row(i, positive, i % 3 == 0 ? null : i % 3 == 1 ? "liar" : "");
                }),
            FEATURES),
        jumped);
  }

  /// @param reporter null for nobody, empty for one without a name
  private static ExampleWindow.Row row(int i, boolean positive, @Nullable String reporter) {
    String name = reporter == null || reporter.isEmpty() ? null : reporter;
    return new ExampleWindow.Row(
        "e" + i,
        Instant.EPOCH.plusSeconds(i),
        "card:" + i % 40,
        new Truth(positive, reporter != null, name, 1),
        new Values(positive ? 1 : 0));
  }

  private static ScoringModel good() {
    return new Fixed(null);
  }

  private static ScoringModel model(float answer) {
    return new Fixed(answer);
  }

  /// Answers what it is told to, or else the truth.
  private record Fixed(@Nullable Float answer) implements ScoringModel {

    @Override
    public float[] score(float[][] rows) {
      float[] scores = new float[rows.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = answer == null ? rows[i][0] : answer;
      }
      return scores;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
