package io.millrace.features;

import static io.millrace.features.Pipelines.feature;
import static io.millrace.features.Pipelines.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureCoverageTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Window WEEK = window(Duration.ofDays(7), Duration.ZERO);
  private static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00Z");
  private static final StatefulFeature COUNT = card("count", new Aggregation.Count(), WEEK);
  private static final StatefulFeature SUM = card("sum", new Aggregation.Sum("amount"), WEEK);

  private final MemoryEntityStore store = new MemoryEntityStore();

  @Test
  void isWholeFromTheBeginning() {
    Map<String, Completeness> coverage = after(Pipelines.of(COUNT, SUM), Pipelines.of(COUNT, SUM));

    assertThat(coverage)
        .containsEntry("count", new Completeness.Now())
        .containsEntry("sum", new Completeness.Now());
  }

  @Test
  void aNewFeatureHasTheHistoryThatWasKeptForOthers() {
    StatefulFeature day = card("sum_1d", new Aggregation.Mean("amount"), window(DAY, DAY));

    Map<String, Completeness> coverage =
        after(Pipelines.of(COUNT, SUM), Pipelines.of(COUNT, SUM, day));

    assertThat(coverage).containsEntry("sum_1d", new Completeness.Now());
  }

  @Test
  void aLongerWindowIsCompleteOnceWhatWasDroppedLiesBeforeIt() {
    StatefulFeature month =
        card("month", new Aggregation.Count(), window(Duration.ofDays(28), Duration.ofDays(2)));

    Map<String, Completeness> coverage = after(Pipelines.of(COUNT), Pipelines.of(COUNT, month));

    assertThat(coverage)
        .containsEntry("count", new Completeness.Now())
        .containsEntry("month", new Completeness.From(NEWEST.plus(Duration.ofDays(30 - 7))));
  }

  @Test
  void aFieldThatWasNotKeptIsCompleteAfterOneWindow() {
    Map<String, Completeness> coverage = after(Pipelines.of(COUNT), Pipelines.of(COUNT, SUM));

    assertThat(coverage)
        .containsEntry("sum", new Completeness.From(NEWEST.plus(Duration.ofDays(7))));
  }

  @Test
  void outcomesThatWereNotKeptAreMissed() {
    StatefulFeature rate = card("rate", new Aggregation.Rate("fraud"), WEEK);

    Map<String, Completeness> coverage = after(Pipelines.of(COUNT), Pipelines.of(COUNT, rate));

    assertThat(coverage)
        .containsEntry("rate", new Completeness.From(NEWEST.plus(Duration.ofDays(7))));
  }

  @Test
  void aNewKindOfEntityBeginsEmpty() {
    StatefulFeature shop = feature("shop", "shop", new Aggregation.Count(), window(DAY, DAY));

    Map<String, Completeness> coverage = after(Pipelines.of(COUNT), Pipelines.of(COUNT, shop));

    assertThat(coverage)
        .containsEntry("shop", new Completeness.From(NEWEST.plus(Duration.ofDays(2))));
  }

  @Test
  void aWindowForEverIsNeverCompleteOnceSomethingIsGone() {
    StatefulFeature all = card("all", new Aggregation.Count(), window(null, Duration.ZERO));

    Map<String, Completeness> coverage = after(Pipelines.of(COUNT), Pipelines.of(COUNT, all));

    assertThat(coverage)
        .containsEntry("all", new Completeness.Never(NEWEST.minus(Duration.ofDays(7))));
  }

  @Test
  void remembersWhatWasMissingThroughRestartsAndMoreEvents() {
    after(Pipelines.of(COUNT), Pipelines.of(COUNT, SUM));
    open(Pipelines.of(COUNT, SUM)).observe(NEWEST.plusSeconds(1));
    open(Pipelines.of(COUNT, SUM)).observe(NEWEST.plus(DAY));

    PipelineDefinition now = Pipelines.of(COUNT, SUM);
    Map<String, Completeness> coverage = open(now).features(now);

    assertThat(coverage)
        .containsEntry("count", new Completeness.Now())
        .containsEntry("sum", new Completeness.From(NEWEST.plus(Duration.ofDays(7))));
  }

  /// A pipeline after events of another, the newest of them at [#NEWEST].
  private Map<String, Completeness> after(PipelineDefinition before, PipelineDefinition now) {
    FeatureCoverage earlier = open(before);
    earlier.observe(NEWEST);
    earlier.observe(NEWEST.minus(DAY));
    return open(now).features(now);
  }

  private FeatureCoverage open(PipelineDefinition pipeline) {
    return FeatureCoverage.open(List.of(pipeline), store);
  }

  private static StatefulFeature card(String name, Aggregation aggregation, Window window) {
    return feature(name, "card", aggregation, window);
  }
}
