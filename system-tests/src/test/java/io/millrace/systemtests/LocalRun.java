package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.LocalPipeline;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.kafka.DecisionWait;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Decision;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/// The card-fraud pipeline, or a copy of it, with its services in the JVM of the test.
final class LocalRun implements AutoCloseable {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalPipeline pipeline;

  private LocalRun(LocalPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /// Runs all services beside an embedded broker, one for each stage, and the trainer.
  static LocalRun withBroker(Path data) throws Exception {
    return withBroker(data, Layout.separate);
  }

  /// The same with the services of a layout.
  static LocalRun withBroker(Path data, Layout layout) throws Exception {
    return configured(data, layout, Map.of());
  }

  /// Runs some services on another broker, which gets the topics if it lacks them.
  static LocalRun on(String bootstrap, Path data, List<String> services) throws Exception {
    PipelineDefinition pipeline = new PipelineReader().read(CARD_FRAUD);
    TopicCreation.create(
        TopicCreation.topicsOf(pipeline),
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
        TopicCreation.DEFAULT_PARTITIONS);
    return open(CARD_FRAUD, data, bootstrap, services, Map.of());
  }

  /// Runs the services of a layout beside an embedded broker, configured otherwise than by default.
  static LocalRun configured(Path data, Layout layout, Map<String, String> environment)
      throws Exception {
    return open(CARD_FRAUD, data, null, services(CARD_FRAUD, layout), environment);
  }

  /// Runs a copy of the pipeline so.
  static LocalRun of(
      PipelineCopy pipeline, Path data, Layout layout, Map<String, String> environment)
      throws Exception {
    return open(pipeline.folder(), data, null, services(pipeline.folder(), layout), environment);
  }

  /// The same, configured as by default.
  static LocalRun of(PipelineCopy pipeline, Path data, Layout layout) throws Exception {
    return of(pipeline, data, layout, Map.of());
  }

  private static List<String> services(Path folder, Layout layout) throws Exception {
    return Suite.names(layout, new PipelineReader().read(folder));
  }

  private static LocalRun open(
      Path folder,
      Path data,
      @Nullable String bootstrap,
      List<String> services,
      Map<String, String> environment)
      throws Exception {
    return new LocalRun(
        LocalPipeline.open(
            new LocalPipeline.Options(folder, services, bootstrap, 0, data, 0, environment)));
  }

  String bootstrap() {
    return pipeline.bootstrap();
  }

  int metricsPort() {
    return pipeline.operations().port();
  }

  PipelineDefinition definition() {
    return pipeline.definition();
  }

  PipelineTopics topics() {
    return pipeline.definition().topics();
  }

  /// Publishes transactions with their outcomes, and requires that each is decided exactly once,
  /// from all of its features.
  void decideEachOnce(Iterator<PastEvent> transactions) {
    assertThat(decideEachSomehow(transactions).degraded()).isZero();
  }

  /// The same, but where a model fails the rules decide alone.
  DecisionTally.Counts decideEachSomehow(Iterator<PastEvent> transactions) {
    DecisionTally tally = new DecisionTally();
    Topic<String, Decision> decisions = topics().decisions();
    try (TopicReader<Decision> reader =
        TopicReader.fromEnd(
            new KafkaConnection(bootstrap(), Map.of()),
            decisions.name(),
            decisions.valueSerde().deserializer())) {
      Transactions.publish(bootstrap(), definition(), transactions, tally);
      new DecisionWait(reader, tally).await(PATIENCE, _ -> {});
    }
    DecisionTally.Counts counts = tally.counts();
    assertThat(counts.events()).isPositive();
    assertThat(counts).matches(DecisionTally.Counts::exactlyOnce, "each decided exactly once");
    assertThat(counts.foreign()).isZero();
    return counts;
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
