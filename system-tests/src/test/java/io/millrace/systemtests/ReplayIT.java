package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.ReplayRun;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/// What services answer to a log that is read a second time: with the state that they have from the
/// first, as after a crash, but all the way back to the beginning; and with none.
class ReplayIT {
  private static final int EVENTS = 1_500;
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);

  private static final String ENTITY_FEATURES = "processor-a";
  private static final String MODEL = "model-service";
  private static final String COMPOSED = "composed-pipeline";

  @Test
  void answersARepeatedLogAsTheFirstTime() throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineDefinition pipeline = new PipelineReader().read(Repository.pipeline("card-fraud"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0);
        Stages stages = runAll(broker.bootstrap(), data, pipeline, Layout.separate)) {
      Map<String, List<String>> features = features(broker.bootstrap(), pipeline);
      Map<String, List<String>> predictions = predictions(broker.bootstrap(), pipeline);

      runAgain(ENTITY_FEATURES, broker.bootstrap(), data, stages);
      runAgain(MODEL, broker.bootstrap(), data, stages);

      assertThat(features(broker.bootstrap(), pipeline)).isEqualTo(twice(features));
      assertThat(predictions).hasSize(EVENTS);
      assertThat(distinct(predictions(broker.bootstrap(), pipeline))).isEqualTo(predictions);
    }
  }

  /// What is read again is written again, to topics that are read again: each event's prediction is
  /// still the one that it was.
  @Test
  void answersARepeatedLogAsTheFirstTimeInTheComposedLayout() throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineDefinition pipeline = new PipelineReader().read(Repository.pipeline("card-fraud"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0);
        Stages stages = runAll(broker.bootstrap(), data, pipeline, Layout.composed)) {
      Map<String, List<String>> predictions = predictions(broker.bootstrap(), pipeline);

      runAgain(COMPOSED, broker.bootstrap(), data, stages);

      Map<String, List<String>> again = predictions(broker.bootstrap(), pipeline);
      assertThat(predictions).hasSize(EVENTS);
      assertThat(again).isNotEqualTo(predictions);
      assertThat(distinct(again)).isEqualTo(predictions);
    }
  }

  @Test
  void answersARecordedLogAlikeWithoutAnyState() throws Exception {
    try (ReplayRun replay =
        new ReplayRun(Repository.pipeline("card-fraud"), RunFolder.empty(getClass()), EVENTS)) {
      assertThat(replay.predictions()).isEqualTo(EVENTS);
      assertThat(replay.turns()).as("the folder, and two releases in turn").isGreaterThan(2);
      assertThat(replay.excluded()).isZero();
      assertThat(replay.differentByModel()).isZero();
      assertThat(replay.differentByAll()).isZero();
    }
  }

  /// Runs the whole pipeline until nothing is under way, and stops it.
  private static Stages runAll(
      String bootstrap, Path data, PipelineDefinition pipeline, Layout layout) throws Exception {
    try (LocalRun run = LocalRun.on(bootstrap, data, layout.names())) {
      Stages stages = Stages.running(bootstrap, pipeline, layout.names());
      run.decideEachOnce(Transactions.of(pipeline, 0, EVENTS / 2).iterator());
      String folder = Repository.pipeline("card-fraud").toString();
      ReleasesIT.release(run, "publish", folder);
      ReleasesIT.release(run, "publish", folder);
      ReleasesIT.release(run, "assign", "1", "--shadow", "2", "--pipeline", folder);
      run.decideEachOnce(Transactions.of(pipeline, EVENTS / 2, EVENTS / 2).iterator());
      stages.awaitQuiet(QUIET_WITHIN);
      return stages;
    }
  }

  /// Runs one service alone, from the beginning of its topics to their end.
  private static void runAgain(String service, String bootstrap, Path data, Stages stages)
      throws Exception {
    stages.rewind(service);
    try (LocalRun _ = LocalRun.on(bootstrap, data, List.of(service))) {
      stages.awaitQuiet(service, QUIET_WITHIN);
    }
  }

  /// The values of features-a, by event id and part.
  private static Map<String, List<String>> features(String bootstrap, PipelineDefinition pipeline) {
    Topic<String, FeaturePart> topic = pipeline.topics().featuresA();
    Deserializer<FeaturePart> parts = topic.valueSerde().deserializer();
    return values(
        bootstrap,
        topic,
        record ->
            TopicLog.key(record)
                + ' '
                + parts.deserialize(topic.name(), record.value()).about().part());
  }

  /// The values of predictions, by event id.
  private static Map<String, List<String>> predictions(
      String bootstrap, PipelineDefinition pipeline) {
    return values(bootstrap, pipeline.topics().predictions(), TopicLog::key);
  }

  private static Map<String, List<String>> values(
      String bootstrap, Topic<?, ?> topic, Function<ConsumerRecord<byte[], byte[]>, String> by) {
    try (TopicLog log = TopicLog.open(bootstrap, topic)) {
      log.readToEnd();
      return log.valuesBy(by);
    }
  }

  private static Map<String, List<String>> twice(Map<String, List<String>> once) {
    Map<String, List<String>> twice = new LinkedHashMap<>();
    once.forEach((key, values) -> {
      assertThat(values).as(key).hasSize(1);
      twice.put(key, List.of(values.getFirst(), values.getFirst()));
    });
    return twice;
  }

  private static Map<String, List<String>> distinct(Map<String, List<String>> all) {
    Map<String, List<String>> distinct = new LinkedHashMap<>();
    all.forEach((key, values) -> distinct.put(key, values.stream().distinct().toList()));
    return distinct;
  }
}
