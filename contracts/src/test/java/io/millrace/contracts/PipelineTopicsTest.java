package io.millrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTopicsTest {
  private static final String DAYS_7 = "604800000";
  private static final String DAYS_44 = "3801600000";

  private final PipelineTopics topics = new PipelineTopics("shop", Duration.ofDays(37));

  @Test
  void keepsTheLogOfFeaturesAWeekLongerThanTheyLookBack() {
    assertThat(topics.eventsA().settings()).containsEntry("retention.ms", DAYS_44);
    assertThat(topics.events().settings()).containsEntry("retention.ms", DAYS_44);
    assertThat(topics.enriched().settings()).containsEntry("retention.ms", DAYS_44);
    assertThat(topics.outcomes().settings()).containsEntry("retention.ms", DAYS_44);
    assertThat(topics.predictions().settings()).containsEntry("retention.ms", DAYS_7);
  }

  @Test
  void keepsTheLogOfFeaturesThatLookBackForEver() {
    PipelineTopics endless = new PipelineTopics("shop", null);

    assertThat(endless.eventsA().settings()).containsEntry("retention.ms", "-1");
    assertThat(endless.outcomes().settings()).containsEntry("retention.ms", "-1");
    assertThat(endless.predictions().settings()).containsEntry("retention.ms", DAYS_7);
  }

  @Test
  void keepsALogWithoutStatefulFeaturesForAWeek() {
    PipelineTopics stateless = new PipelineTopics("shop", Duration.ZERO);

    assertThat(stateless.eventsA().settings()).containsEntry("retention.ms", DAYS_7);
  }

  @Test
  void leavesTheOthersToTheBroker() {
    assertThat(topics.all())
        .filteredOn(topic -> topic.settings().containsKey("retention.ms"))
        .map(Topic::name)
        .containsExactly(
            "shop.outcomes",
            "shop.events",
            "shop.events-a",
            "shop.enriched",
            "shop.predictions",
            "shop.examples",
            "shop.learning",
            "shop.evaluations");
  }

  @Test
  void leavesTheSizesOfRecordsAsTheyAreForAll() {
    assertThat(topics.eventsA().settings())
        .containsAllEntriesOf(Map.of("max.message.bytes", "2097152"));
  }

  @Test
  void areAllDescribedInTheReference() throws IOException {
    String reference = Files.readString(Path.of("..", "docs", "reference", "topics.md"));

    List<String> names = topics.all().stream().map(Topic::name).toList();

    assertThat(names)
        .allSatisfy(name ->
            assertThat(reference)
                .containsPattern("(?m)^\\|[^|]*`%s`".formatted(name.substring("shop.".length()))));
  }
}
