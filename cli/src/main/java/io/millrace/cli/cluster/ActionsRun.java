package io.millrace.cli.cluster;

import io.millrace.benchmarks.Latency;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Releases;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// action-triggers as a process of its own, killed meanwhile, with actions for a webhook that does
/// its worst and for a good one beside it.
final class ActionsRun {
  private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseG1GC");
  private static final ToWebhook FLAKY = new ToWebhook("${FLAKY_URL}");
  private static final ToWebhook HEALTHY = new ToWebhook("${HEALTHY_URL}");

  private static final String ACTIONS =
      """

      actions:
        DECLINE:
          - {webhook: {url: "%s"}, name: flaky}
          - {webhook: {url: "%s"}, name: healthy}
      """
          .formatted(FLAKY.url(), HEALTHY.url());

  /// So many that none is given up: half of all calls fail.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "MILLRACE_ACTION_TRIGGERS_WEBHOOK_TIMEOUT_MS", "2000",
          "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ATTEMPTS", "60",
          "MILLRACE_ACTION_TRIGGERS_WEBHOOK_LONGEST_PAUSE_MS", "2000",
          "MILLRACE_ACTION_TRIGGERS_WEBHOOK_ALLOW", "127.0.0.1");

  private static final int HEALTHY_PER_SECOND = 100;
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration HEALTHY_PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Path data;
  private final Consumer<String> notes;
  private final Map<String, Long> received = new ConcurrentHashMap<>();
  private int healthySent;

  /// What came of it.
  ///
  /// @param actions for the bad webhook
  /// @param delivered of these, that it has accepted
  /// @param deliveredAgain of these, that it has accepted more than once
  /// @param calls how often it was called
  /// @param mostBodies how many different bodies came under one idempotency key at most
  /// @param kills how often the service was killed
  /// @param alone from the action's record to the good webhook, with nothing for the bad one
  /// @param beside the same while the bad one has its actions
  record Report(
      int actions,
      int delivered,
      long deliveredAgain,
      long calls,
      int mostBodies,
      int kills,
      Latency alone,
      Latency beside) {

    double healthyP99Ratio() {
      return beside.p99() / alone.p99();
    }
  }

  /// @param folder of the card-fraud pipeline
  /// @param data where broker and service keep their data; what is there is deleted
  /// @param notes takes what is being done, in words
  ActionsRun(Path folder, Path data, Consumer<String> notes) {
    this.folder = folder;
    this.data = data;
    this.notes = notes;
  }

  /// @param kills how often the service is killed while the bad webhook has its actions
  /// @param healthySeconds how long the good one is measured, each time
  Report run(int actions, int kills, int healthySeconds) throws InvalidPipeline {
    LocalPipeline.deleteData(data);
    Path pipelineFolder = pipelineWithWebhooks();
    PipelineDefinition pipeline = new PipelineReader().read(pipelineFolder);
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0);
        FlakyEndpoint endpoint = new FlakyEndpoint(1, received::put);
        ServiceProcess service = service(pipelineFolder, broker, endpoint)) {
      KafkaConnection kafka = new KafkaConnection(broker.bootstrap(), Map.of());
      TopicCreation.create(
          TopicCreation.topicsOf(pipeline), kafka.client(), TopicCreation.DEFAULT_PARTITIONS);
      service.start();
      service.awaitReady();
      try (Producer<byte[], byte[]> producer = kafka.producer()) {
        Publisher publisher = new Publisher(producer, pipeline.topics().actions());
        notes.accept("the good webhook alone");
        healthy(publisher, healthySeconds, 0);
        Latency alone = healthy(publisher, healthySeconds, 0);
        notes.accept("%,d actions for the bad webhook".formatted(actions));
        Latency beside = healthy(publisher, healthySeconds, actions);
        deliver(actions, kills, endpoint, service);
        return new Report(
            actions,
            endpoint.accepted(),
            endpoint.acceptedAgain(),
            endpoint.calls(),
            endpoint.mostBodies(),
            kills,
            alone,
            beside);
      }
    }
  }

  private record Publisher(Producer<byte[], byte[]> producer, Topic<String, Action> topic) {

    void publish(String eventId, String name, ToWebhook target) {
      Payload body = Payload.of("{\"decision\":{\"event_id\":\"%s\"}}".formatted(eventId));
      Action action = new Action(eventId, name, "DECLINE", Releases.FOLDER, target, body);
      Future<?> _ =
          producer.send(
              new ProducerRecord<>(
                  topic.name(),
                  action.idempotencyKey().getBytes(StandardCharsets.UTF_8),
                  topic.valueSerde().serializer().serialize(topic.name(), action)));
    }
  }

  /// @param flaky so many actions for the bad webhook come at an even pace between the others
  private Latency healthy(Publisher publisher, int seconds, int flaky) {
    int count = seconds * HEALTHY_PER_SECOND;
    long[] sent = new long[count];
    String[] keys = new String[count];
    Pace pace = new Pace(HEALTHY_PER_SECOND);
    for (int i = 0; i < count; i++) {
      String eventId = "h" + healthySent++;
      keys[i] = eventId + ":healthy";
      pace.await(i);
      sent[i] = System.nanoTime();
      publisher.publish(eventId, "healthy", HEALTHY);
      for (int f = part(flaky, i, count); f < part(flaky, i + 1, count); f++) {
        publisher.publish("f" + f, "flaky", FLAKY);
      }
    }
    long patience = System.nanoTime() + HEALTHY_PATIENCE.toNanos();
    while (!Stream.of(keys).allMatch(received::containsKey) && System.nanoTime() < patience) {
      LockSupport.parkNanos(STEP.toNanos());
    }
    return Latency.of(
        LongStream.range(0, count)
            .map(i -> {
              Long at = received.get(keys[(int) i]);
              return at == null ? -1 : at - sent[(int) i];
            })
            .toArray());
  }

  /// Where one of `count` even parts begins.
  private static int part(int all, int index, int count) {
    return (int) ((long) all * index / count);
  }

  /// Waits until all are delivered; the service is killed at even steps on the way.
  private void deliver(int actions, int kills, FlakyEndpoint endpoint, ServiceProcess service) {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    int begun = endpoint.accepted();
    int killed = 0;
    while (endpoint.accepted() < actions && System.nanoTime() < patience) {
      int next = begun + (actions - begun) * (killed + 1) / (kills + 1);
      if (killed < kills && endpoint.accepted() >= next) {
        killed++;
        notes.accept("kill %d at %,d delivered".formatted(killed, endpoint.accepted()));
        service.kill();
        service.start();
        service.awaitReady();
      }
      service.requireAlive();
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private Path pipelineWithWebhooks() {
    try {
      Path copy = Files.createDirectories(data.resolve("pipeline"));
      for (Map.Entry<String, byte[]> file : PipelineOption.files(folder).entrySet()) {
        Files.write(copy.resolve(file.getKey()), file.getValue());
      }
      String text = Files.readString(copy.resolve("pipeline.yaml"));
      String before = text.substring(0, text.indexOf("\nactions:"));
      String after = text.substring(text.indexOf("\nfeedback:"));
      Files.writeString(copy.resolve("pipeline.yaml"), before + ACTIONS + after);
      return copy;
    } catch (IOException e) {
      throw new CommandFailure("cannot copy %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private ServiceProcess service(
      Path pipelineFolder, EmbeddedBroker broker, FlakyEndpoint endpoint) {
    Map<String, String> environment = new HashMap<>(SETTINGS);
    environment.put(ServiceConfig.PIPELINE, pipelineFolder.toString());
    environment.put(ServiceConfig.STATE_DIR, data.resolve("state").toString());
    environment.put(ServiceConfig.INSTANCE, "bench-actions");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrap());
    environment.put("FLAKY_URL", endpoint.flakyUrl());
    environment.put("HEALTHY_URL", endpoint.healthyUrl());
    return new ServiceProcess(
        "action-triggers", JVM, environment, data.resolve("action-triggers.log"));
  }
}
