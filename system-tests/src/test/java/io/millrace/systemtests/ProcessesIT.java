package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.cli.cluster.ServiceProcess;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The pipeline as processes, with what goes wrong in production: producers that send garbage, and
/// processes that die.
abstract class ProcessesIT {
  private static final int TOO_LARGE_BYTES = 2 << 20;
  private static final Map<String, String> LARGE_REQUESTS =
      Map.of("KAFKA_MAX_REQUEST_SIZE", "4000000");

  private final PipelineProcesses pipeline;
  private final String firstStage;

  /// @param firstStage the service that reads `raw`
  ProcessesIT(PipelineProcesses pipeline, String firstStage) {
    this.pipeline = pipeline;
    this.firstStage = firstStage;
  }

  @Test
  void decidesEachEventOnceAndSaysWhatIsWrongWithGarbage() throws Exception {
    List<PastEvent> transactions = Transactions.of(pipeline.definition(), 0, 3_000);
    Set<String> ids = ids(transactions);

    Map<Garbage, Position> garbage = new EnumMap<>(Garbage.class);
    int share = transactions.size() / Garbage.values().length;
    int published = 0;
    for (Garbage kind : Garbage.values()) {
      publish(transactions.subList(published, published + share));
      garbage.put(kind, publish(kind.value()));
      published += share;
    }

    try (DecisionLog decisions = decisions(ids)) {
      assertThat(decisions.awaitAll(pipeline.stages()))
          .hasSameSizeAs(ids)
          .noneMatch(decisions::isDegraded)
          .allSatisfy(decisions::isCloudEvent);
    }
    assertThat(garbage).allSatisfy(this::hasDeadLetter);
  }

  @Test
  void isSparedByTheBrokerWhatIsLargerThanTheTopicTakes() {
    byte[] large = new byte[TOO_LARGE_BYTES];
    new Random(3).nextBytes(large);

    Throwable refusal = catchThrowable(() -> publish(large));

    assertThat(refusal)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RecordTooLargeException.class);
  }

  /// The broker measures what the producer's compression has left.
  @Test
  void setsAsideWhatIsTooLargeOnceItIsUnpacked() throws Exception {
    byte[] packsWell = new byte[TOO_LARGE_BYTES];

    Position at = publish(packsWell);

    try (DeadLetterLog letters = DeadLetterLog.open(pipeline.bootstrap(), topics())) {
      ConsumerRecord<byte[], byte[]> letter = letters.awaitLetterOf(at);
      assertThat(DeadLetterLog.reason(letter)).contains("2,097,152 bytes");
      assertThat(letter.value()).isNull();
    }
  }

  @Test
  void losesNothingAndDecidesNothingTwiceWhenServicesAreKilled() {
    List<ServiceProcess> victims = oneOrTwoServices("kills");
    List<PastEvent> transactions = Transactions.of(pipeline.definition(), 3_000, 2_000);
    Set<String> ids = ids(transactions);
    publish(transactions.subList(0, 1_200));

    try (DecisionLog decisions = decisions(ids)) {
      decisions.awaitFirst(100);
      victims.forEach(ServiceProcess::kill);
      publish(transactions.subList(1_200, 2_000));
      pipeline.restart(victims);

      List<ConsumerRecord<byte[], byte[]>> records = decisions.awaitAll(pipeline.stages());
      assertThat(records).map(TopicLog::key).containsAll(ids);
      assertThat(records).noneMatch(decisions::isDegraded);
      assertThat(records.stream().map(TopicLog::keyAndValue).distinct()).hasSameSizeAs(ids);
    }
  }

  @Test
  void decidesEachEventOnceWhenServicesAreAwayForAWhile() {
    List<ServiceProcess> away = oneOrTwoServices("stops");
    List<PastEvent> transactions = Transactions.of(pipeline.definition(), 5_000, 500);
    Set<String> ids = ids(transactions);

    away.forEach(ServiceProcess::stop);
    publish(transactions);
    pipeline.restart(away);

    try (DecisionLog decisions = decisions(ids)) {
      assertThat(decisions.awaitAll(pipeline.stages()))
          .hasSameSizeAs(ids)
          .noneMatch(decisions::isDegraded);
    }
  }

  /// The choice follows from a seed, so that a failure can be repeated with `-Dmillrace.seed=N`.
  private List<ServiceProcess> oneOrTwoServices(String what) {
    long seed = Long.getLong("millrace.seed", System.currentTimeMillis());
    RandomGenerator random = new SplittableRandom(seed);
    List<ServiceProcess> services = new ArrayList<>(pipeline.services());
    Collections.shuffle(services, random);
    List<ServiceProcess> chosen = List.copyOf(services.subList(0, 1 + random.nextInt(2)));
    System.out.printf(
        "%s %s (-Dmillrace.seed=%d)%n",
        what, chosen.stream().map(ServiceProcess::name).toList(), seed);
    return chosen;
  }

  private void publish(List<PastEvent> transactions) {
    Transactions.publish(pipeline.bootstrap(), pipeline.definition(), transactions);
  }

  private Position publish(byte @Nullable [] value) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(pipeline.bootstrap(), LARGE_REQUESTS).producer()) {
      RecordMetadata at = producer.send(new ProducerRecord<>(topics().raw().name(), value)).get();
      return new Position(at.topic(), at.partition(), at.offset());
    }
  }

  private DecisionLog decisions(Set<String> ids) {
    return DecisionLog.open(pipeline.bootstrap(), topics(), ids);
  }

  private static Set<String> ids(List<PastEvent> transactions) {
    return transactions.stream().map(PastEvent::id).collect(Collectors.toUnmodifiableSet());
  }

  private PipelineTopics topics() {
    return pipeline.definition().topics();
  }

  private void hasDeadLetter(Garbage kind, Position at) {
    try (DeadLetterLog letters = DeadLetterLog.open(pipeline.bootstrap(), topics())) {
      ConsumerRecord<byte[], byte[]> letter = letters.awaitLetterOf(at);
      assertThat(letter.value()).isEqualTo(kind.value());
      assertThat(DeadLetterLog.stage(letter)).isEqualTo(firstStage);
      assertThat(DeadLetterLog.reason(letter))
          .containsPattern(kind.reason())
          .satisfies(DeadLetterLog::isForPeople);
    }
  }
}
