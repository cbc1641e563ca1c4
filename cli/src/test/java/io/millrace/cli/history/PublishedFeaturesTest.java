package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The fifteen features of every published transaction of the test week, against plain loops over
/// what happened before it.
class PublishedFeaturesTest {
  private static final Path FILE =
      Path.of(
              Optional.ofNullable(System.getenv("MILLRACE_DATA")).orElse("../../shared/data"),
              "handbook")
          .resolve("transactions-2018-04-01_2018-08-14.csv.gz");
  private static final Instant TEST_WEEK = Instant.parse("2018-08-08T00:00:00Z");
  private static final long DAY = 86_400_000;
  private static final int BATCH = 10_000;

  private final Map<String, List<PastEvent>> cards = new HashMap<>();
  private final Map<String, List<PastEvent>> terminals = new HashMap<>();
  private int compared;

  @Test
  void areWhatPlainLoopsCount() throws Exception {
    assumeTrue(Files.exists(FILE), "skipped: data not here");
    PipelineDefinition pipeline = new PipelineReader().read(Path.of("../pipelines/card-fraud"));

    try (Workers workers = new Workers();
        History history = History.open(FILE, pipeline, Map.of(), null)) {
      Backfill backfill = new Backfill(pipeline, FeatureColumns.ofModel(pipeline), workers);
      Timeline timeline = new Timeline(history, Timeline.End.AT_LAST_EVENT);
      while (timeline.hasNext()) {
        List<Happening> batch = new ArrayList<>();
        while (timeline.hasNext() && batch.size() < BATCH) {
          batch.add(timeline.next());
        }
        compare(batch, backfill.rows(batch));
      }
    }

    assertThat(compared).isEqualTo(67_080);
  }

  private void compare(List<Happening> batch, List<List<String>> rows) {
    int row = 0;
    for (Happening happening : batch) {
      if (happening instanceof PastEvent event) {
        ofEntity(cards, event, 0).add(event);
        ofEntity(terminals, event, 1).add(event);
        if (!event.time().isBefore(TEST_WEEK)) {
          compare(event, rows.get(row));
          compared++;
        }
        row++;
      }
    }
  }

  private void compare(PastEvent event, List<String> row) {
    List<Double> found = row.subList(2, 17).stream().map(Double::valueOf).toList();
    List<Double> expected = expected(event);
    for (int feature = 0; feature < expected.size(); feature++) {
      boolean share = feature >= 3 && feature % 2 == 0;
      assertThat(found.get(feature))
          .as("feature %d of event %s", feature, event.id())
          .isCloseTo(expected.get(feature), within(share ? 1e-9 : 0.0));
    }
  }

  private List<Double> expected(PastEvent event) {
    LocalDateTime local = LocalDateTime.ofInstant(event.time(), ZoneOffset.UTC);
    List<Double> expected = new ArrayList<>();
    expected.add(amount(event));
    boolean weekend = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(local.getDayOfWeek());
    expected.add(weekend ? 1.0 : 0.0);
    expected.add(local.getHour() <= 6 ? 1.0 : 0.0);
    long time = event.time().toEpochMilli();
    for (int days : List.of(1, 7, 30)) {
      List<PastEvent> window = window(ofEntity(cards, event, 0), time, days);
      expected.add((double) window.size());
      expected.add(window.stream().mapToDouble(PublishedFeaturesTest::amount).average().orElse(0));
    }
    for (int days : List.of(1, 7, 30)) {
      List<PastEvent> window = window(ofEntity(terminals, event, 1), time - 7 * DAY, days);
      expected.add((double) window.size());
      expected.add(window.stream().mapToDouble(PublishedFeaturesTest::fraud).average().orElse(0));
    }
    return expected;
  }

  private static List<PastEvent> ofEntity(
      Map<String, List<PastEvent>> events, PastEvent event, int entity) {
    return events.computeIfAbsent(event.entities().get(entity).id(), absent -> new ArrayList<>());
  }

  private static List<PastEvent> window(List<PastEvent> events, long to, int days) {
    return events.stream()
        .filter(event ->
            event.time().toEpochMilli() > to - days * DAY && event.time().toEpochMilli() <= to)
        .toList();
  }

  private static double amount(PastEvent event) {
    String json = event.payload().toString();
    return Double.parseDouble(json.replaceAll(".*\"amount\":([-0-9.E]+).*", "$1"));
  }

  private static double fraud(PastEvent event) {
    Label label = event.outcome();
    return label != null && label.value() instanceof FeatureValue.Scalar(double value) ? value : 0;
  }
}
