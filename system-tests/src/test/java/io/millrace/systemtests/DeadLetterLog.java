package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The dead letters of a pipeline, found by the position of the record that they are about.
final class DeadLetterLog implements AutoCloseable {
  private static final Duration THERE_WITHIN = Duration.ofSeconds(60);

  private final TopicLog log;

  private DeadLetterLog(TopicLog log) {
    this.log = log;
  }

  static DeadLetterLog open(String bootstrap, PipelineTopics topics) {
    return new DeadLetterLog(TopicLog.open(bootstrap, topics.deadLetters()));
  }

  /// The letter about the record at a position; fails the test if none comes.
  ConsumerRecord<byte[], byte[]> awaitLetterOf(Position at) {
    log.readUntil(THERE_WITHIN, _ -> letterOf(at).isPresent());
    return letterOf(at).orElseThrow();
  }

  private Optional<ConsumerRecord<byte[], byte[]>> letterOf(Position at) {
    return log.records().stream()
        .filter(letter -> TopicLog.header(letter, DeadLetter.SOURCE).equals(at.toString()))
        .findFirst();
  }

  static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return TopicLog.header(letter, DeadLetter.REASON);
  }

  static String stage(ConsumerRecord<byte[], byte[]> letter) {
    return TopicLog.header(letter, DeadLetter.STAGE);
  }

  /// A reason speaks of the record, not of our classes.
  static void isForPeople(String reason) {
    assertThat(reason)
        .isNotBlank()
        .doesNotContain("Exception", "io.millrace", "java.", "null pointer")
        .isNotEqualTo("null");
  }

  @Override
  public void close() {
    log.close();
  }
}
