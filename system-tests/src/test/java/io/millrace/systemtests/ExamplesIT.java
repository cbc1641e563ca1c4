package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import io.millrace.systemtests.MaturedEvents.Truth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That every event which has matured is an example with what it turned out to be by then, in
/// either layout. A simulated day is over when all of it is decided and the trainer has taken note.
class ExamplesIT {
  private static final int EVENTS = 3_500;
  private static final int DAYS_REPORTED = 4;
  private static final Duration MATURITY = Duration.ofDays(2);
  private static final double NEGATIVES = 0.5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Random random = new Random(11);

  @ParameterizedTest
  @EnumSource
  void areWhatEventsHaveTurnedOutToBe(Layout layout) throws Exception {
    Path data = RunFolder.empty(getClass());
    try (LocalRun run =
            LocalRun.of(pipeline(data), data, layout, Map.of("KAFKA_COMMIT_INTERVAL_MS", "200"));
        Stages stages =
            Stages.running(
                run.bootstrap(), run.definition(), Suite.names(layout, run.definition()))) {
      liveThrough(days(run), run, stages);

      Map<String, Example> examples = lastExamples(run);
      Map<String, Truth> expected = expected(run);
      assertThat(
              examples.entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, ExamplesIT::truth)))
          .isEqualTo(expected);
      coversAllKinds(expected);
      carriesWhatWasPredictedAndDecided(examples, run);
      assertThat(TopicLog.all(run.bootstrap(), run.topics().deadLetters())).isEmpty();
    }
  }

  private static PipelineCopy pipeline(Path data) throws Exception {
    PipelineCopy copy =
        PipelineCopy.of(Repository.pipeline("card-fraud"), data.resolve("pipeline"));
    copy.edit("maturity: 7d", "maturity: 2d");
    copy.edit("negatives: 0.2", "negatives: 0.5\n  blinding: [REVIEW]");
    copy.edit("event.amount > 500", "event.amount > 100");
    copy.edit("label: fraud", "label: fraud\n  reporter: told_by");
    return copy;
  }

  /// Without outcomes.
  private static List<List<PastEvent>> days(LocalRun run) {
    Map<Instant, List<PastEvent>> days =
        Transactions.of(run.definition(), 0, EVENTS).stream()
            .map(event ->
                new PastEvent(event.id(), event.time(), event.entities(), event.payload(), null))
            .collect(
                Collectors.groupingBy(
                    event -> event.time().truncatedTo(ChronoUnit.DAYS),
                    TreeMap::new,
                    Collectors.toList()));
    return List.copyOf(days.values());
  }

  private void liveThrough(List<List<PastEvent>> days, LocalRun run, Stages stages) {
    assertThat(days).hasSizeGreaterThan(DAYS_REPORTED + 1);
    for (int day = 0; day < days.size(); day++) {
      run.decideEachOnce(days.get(day).iterator());
      stages.awaitQuiet(PATIENCE);
      Stream<Feedback> feedback =
          day < DAYS_REPORTED
              ? days.get(day).stream().flatMap(event -> reports(event).stream())
              : days.getFirst().stream().flatMap(event -> lateReports(event).stream());
      Feedback.publish(run.bootstrap(), run.definition(), feedback.toList());
      stages.awaitQuiet(PATIENCE);
    }
  }

  /// Nothing for most; else one that comes in time, perhaps once more, and perhaps another one that
  /// says otherwise and is known later.
  private List<Feedback> reports(PastEvent event) {
    List<Feedback> reports = new ArrayList<>();
    if (random.nextInt(10) < 3) {
      boolean fraud = random.nextInt(3) == 0;
      Feedback first = new Feedback(event, fraud, within(event, Duration.ofHours(36)), "desk");
      reports.add(first);
      if (random.nextInt(5) == 0) {
        reports.add(first);
      }
      if (random.nextInt(3) == 0) {
        reports.add(new Feedback(event, !fraud, within(event, Duration.ofDays(4)), "bank"));
      }
    }
    return reports;
  }

  /// After the event has matured.
  private List<Feedback> lateReports(PastEvent event) {
    return random.nextInt(5) == 0
        ? List.of(
            new Feedback(event, random.nextBoolean(), within(event, Duration.ofDays(5)), "court"))
        : List.of();
  }

  private Instant within(PastEvent event, Duration bound) {
    return event.time().plusSeconds(random.nextInt((int) bound.toSeconds()));
  }

  private static Map<String, Truth> expected(LocalRun run) {
    MaturedEvents matured =
        new MaturedEvents(MATURITY, NEGATIVES, TopicCreation.DEFAULT_PARTITIONS);
    matured.take(
        TopicLog.all(run.bootstrap(), run.topics().raw()),
        TopicLog.all(run.bootstrap(), run.topics().feedback()));
    return matured.truths();
  }

  private static void coversAllKinds(Map<String, Truth> expected) {
    assertThat(expected.values().stream().map(Truth::label).distinct()).contains(0.0, 1.0);
    assertThat(expected.values().stream().map(Truth::weight).distinct()).contains(1.0, 2.0);
    assertThat(expected.values().stream().map(Truth::reporter).distinct())
        .contains(null, "desk", "bank", "court");
  }

  private static Map<String, Example> lastExamples(LocalRun run) {
    List<ConsumerRecord<byte[], byte[]>> records =
        TopicLog.all(run.bootstrap(), run.topics().examples());
    Map<String, Example> last = values(records, run.topics().examples(), TopicLog::key);
    assertThat(records).as("some were made again").hasSizeGreaterThan(last.size());
    return last;
  }

  private static Truth truth(Map.Entry<String, Example> example) {
    Example value = example.getValue();
    Report report = value.report();
    return new Truth(
        value.eventTime(),
        ((FeatureValue.Scalar) value.label()).value(),
        report == null ? null : report.knownAt(),
        report == null ? null : report.reporter(),
        value.weight());
  }

  private static void carriesWhatWasPredictedAndDecided(
      Map<String, Example> examples, LocalRun run) {
    Map<String, Prediction> predictions =
        values(
            TopicLog.all(run.bootstrap(), run.topics().predictions()),
            run.topics().predictions(),
            record -> new Position(record.topic(), record.partition(), record.offset()).toString());
    Map<String, Decision> decisions =
        values(
            TopicLog.all(run.bootstrap(), run.topics().decisions()),
            run.topics().decisions(),
            TopicLog::key);
    examples.forEach((id, example) -> {
      Prediction prediction =
          Objects.requireNonNull(predictions.get(example.prediction().toString()));
      Decision decision = Objects.requireNonNull(decisions.get(id));
      assertThat(prediction.event().id()).isEqualTo(id);
      assertThat(example.features()).isEqualTo(prediction.features());
      assertThat(example.judged()).isEqualTo(new Said(0, prediction.judged().outputs()));
      assertThat(example.decided()).isEqualTo(decision.outcome());
      assertThat(example.observed()).isEqualTo(!decision.outcome().equals("REVIEW"));
    });
    assertThat(examples.values().stream().map(Example::observed).distinct()).hasSize(2);
  }

  /// The last of each.
  private static <V> Map<String, V> values(
      List<ConsumerRecord<byte[], byte[]>> records,
      Topic<?, V> topic,
      Function<ConsumerRecord<byte[], byte[]>, String> of) {
    Map<String, V> values = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      values.put(
          of.apply(record),
          topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
    }
    return values;
  }
}
