package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.AssignmentHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ReleaseWriterTest {
  private static final PipelineTopics TOPICS = Pipelines.EMPTY.topics();

  private final MockProducer<String, byte[]> transactional = producer();
  private MockProducer<String, byte[]> marker = producer();

  @Test
  void tellsOfAnotherWriterInOneWayHoweverTheClientDoes() {
    for (RuntimeException failure :
        List.of(
            new ProducerFencedException("a newer one"),
            new InvalidProducerEpochException("an old epoch"),
            new KafkaException("in an error state", new InvalidProducerEpochException("old")))) {
      MockProducer<String, byte[]> fenced = producer();
      fenced.commitTransactionException = failure;

      try (ReleaseWriter writer = writer(fenced)) {
        assertThatThrownBy(() -> assign(writer))
            .isInstanceOf(WriterFenced.class)
            .hasMessageContaining("written at the same time, or the brokers gave up")
            .hasCause(failure);
      }
    }
    assertThat(marker.history()).isEmpty();
  }

  @Test
  void leavesOtherFailuresAsTheyAre() {
    transactional.commitTransactionException = new KafkaException("disk full");

    try (ReleaseWriter writer = writer(transactional)) {
      assertThatThrownBy(() -> assign(writer)).isSameAs(transactional.commitTransactionException);
    }
  }

  @Test
  void hasAssignedAlthoughAnotherWriterCameAfterTheMarks() {
    marker = fencingOffTheWriter();

    Optional<Assignment> assignment;
    try (ReleaseWriter writer = writer(transactional)) {
      assignment = assign(writer);
    }

    assertThat(assignment).isPresent();
    assertThat(marker.history()).extracting(ProducerRecord::partition).containsExactly(0, 1);
  }

  @Test
  void leavesNoProducerBehindIfItCannotBegin() {
    transactional.initTransactionException = new TimeoutException("no answer");

    assertThatThrownBy(() -> writer(transactional))
        .isSameAs(transactional.initTransactionException);

    assertThat(transactional.closed()).isTrue();
  }

  @Test
  void hasAsMuchTimeToPublishAsBrokersAllow() {
    assertThat(ReleaseWriter.withTimeToPublish(Map.of()))
        .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 900_000);
    assertThat(
            ReleaseWriter.withTimeToPublish(
                Map.of(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "120000")))
        .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "120000");
  }

  private static Optional<Assignment> assign(ReleaseWriter writer) {
    return writer.assign(
        log -> Optional.of(new AssignmentHistory(log.assignments()).assign(1, null, "")));
  }

  private ReleaseWriter writer(Producer<String, byte[]> fenced) {
    return new ReleaseWriter(
        TOPICS,
        Map.of(),
        ReleaseLog::new,
        properties ->
            properties.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG) ? fenced : marker);
  }

  /// A producer of marks while whose records another writer is opened.
  private MockProducer<String, byte[]> fencingOffTheWriter() {
    return new MockProducer<>(
        events(), true, null, new StringSerializer(), new ByteArraySerializer()) {
      @Override
      public synchronized Future<RecordMetadata> send(
          ProducerRecord<String, byte[]> record, Callback callback) {
        transactional.commitTransactionException = new InvalidProducerEpochException("old");
        return super.send(record, callback);
      }
    };
  }

  private static MockProducer<String, byte[]> producer() {
    return new MockProducer<>(
        events(), true, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static Cluster events() {
    Node node = new Node(0, "unused", 1);
    Node[] nodes = {node};
    String topic = TOPICS.events().name();
    return new Cluster(
        "test",
        List.of(node),
        List.of(
            new PartitionInfo(topic, 0, node, nodes, nodes),
            new PartitionInfo(topic, 1, node, nodes, nodes)),
        Set.of(),
        Set.of());
  }
}
