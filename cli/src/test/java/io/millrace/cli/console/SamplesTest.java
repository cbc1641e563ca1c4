package io.millrace.cli.console;

import static io.millrace.cli.console.ShownCards.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is told of records that were read.
class SamplesTest {

  @Test
  void recentValuesAreForgottenWithTime() {
    SlidingWindow<String> values = new SlidingWindow<>(Duration.ofSeconds(10));
    values.add(0, "old");
    values.add(5 * SECOND, "newer");

    assertThat(values.at(10 * SECOND)).containsExactly("old", "newer");
    assertThat(values.at(11 * SECOND)).containsExactly("newer");
    assertThat(values.at(16 * SECOND)).isEmpty();
  }

  @Test
  void percentilesAreThoseOfTheNearestRank() {
    List<Long> millis = LongStream.rangeClosed(1, 200).boxed().toList().reversed();

    assertThat(LatencySummary.of(millis)).isEqualTo(new LatencySummary(100, 190, 198, 200));
  }

  @Test
  void percentilesOfOneValueAreIt() {
    assertThat(LatencySummary.of(List.of(7L))).isEqualTo(new LatencySummary(7, 7, 7, 1));
    assertThat(LatencySummary.of(List.of())).isEqualTo(new LatencySummary(0, 0, 0, 0));
  }

  @Test
  void scoresAreCountedInTwentyBins() {
    ScoreHistogram scores = ScoreHistogram.of(List.of(0.0, 0.049, 0.05, 0.99, 1.0, Double.NaN));

    assertThat(scores.counts()).hasSize(20).startsWith(2, 1, 0).endsWith(0, 2);
    assertThat(scores.to()).isEqualTo(1);
  }

  @Test
  void binsReachAsFarAsScoresDo() {
    ScoreHistogram scores = ScoreHistogram.of(List.of(-3.0, 7.0));

    assertThat(scores.from()).isEqualTo(-3);
    assertThat(scores.to()).isEqualTo(7);
    assertThat(scores.counts()).startsWith(1).endsWith(1);
  }

  @Test
  void outcomesShareTheRateAsInTheSample() {
    List<String> sample = List.of("APPROVE", "REVIEW", "APPROVE", "APPROVE");

    OutcomeShares shares = OutcomeShares.of(sample, 1_000);

    assertThat(shares.perSecond().get("APPROVE")).isCloseTo(750, within(1e-9));
    assertThat(shares.perSecond().get("REVIEW")).isCloseTo(250, within(1e-9));
    assertThat(OutcomeShares.of(List.of(), 0).perSecond()).isEmpty();
  }

  @Test
  void latestAreFewAndTheNewestFirst() {
    Latest<String> latest = new Latest<>(2);
    latest.put("a", "1");
    latest.put("b", "2");
    latest.put("c", "3");
    latest.replace("a", _ -> "forgotten");
    latest.replace("b", value -> value + "!");

    assertThat(latest.newestFirst()).containsExactly("3", "2!");
  }

  @Test
  void budgetEndsForEachTopicByItselfAndIsRenewedEachSecond() {
    TailBudget budget = new TailBudget(3, 0);
    Collections.nCopies(3, "decisions").forEach(budget::count);
    budget.count("actions");

    assertThat(budget.exhausted()).containsExactly("decisions");
    assertThat(budget.renewed(SECOND - 1)).isEmpty();
    assertThat(budget.renewed(SECOND)).containsExactly("decisions");
    assertThat(budget.exhausted()).isEmpty();
  }
}
