package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Decision;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The decisions about some events, as a downstream system finds them on the topic.
final class DecisionLog implements AutoCloseable {
  private static final Duration DECIDED_WITHIN = Duration.ofSeconds(90);

  private final TopicLog log;
  private final Topic<String, Decision> topic;
  private final Set<String> eventIds;

  private DecisionLog(TopicLog log, Topic<String, Decision> topic, Set<String> eventIds) {
    this.log = log;
    this.topic = topic;
    this.eventIds = Set.copyOf(eventIds);
  }

  static DecisionLog open(String bootstrap, PipelineTopics topics, Set<String> eventIds) {
    Topic<String, Decision> topic = topics.decisions();
    return new DecisionLog(TopicLog.open(bootstrap, topic), topic, eventIds);
  }

  /// Waits until so many of the events are decided.
  void awaitFirst(int events) {
    log.readUntil(
        DECIDED_WITHIN, _ -> eventIds.stream().filter(log.keys()::contains).count() >= events);
  }

  /// All records about the events, once each event is decided and nothing is under way any more.
  List<ConsumerRecord<byte[], byte[]>> awaitAll(Stages stages) {
    awaitFirst(eventIds.size());
    stages.awaitQuiet(DECIDED_WITHIN);
    log.readToEnd();
    return log.records().stream()
        .filter(record -> eventIds.contains(TopicLog.key(record)))
        .toList();
  }

  boolean isDegraded(ConsumerRecord<byte[], byte[]> record) {
    return !decision(record).degraded().isEmpty();
  }

  /// Requires the headers of a CloudEvent in Kafka's binary mode.
  void isCloudEvent(ConsumerRecord<byte[], byte[]> record) {
    assertThat(TopicLog.header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(TopicLog.header(record, "ce_id")).isEqualTo(TopicLog.key(record));
    assertThat(TopicLog.header(record, "ce_type")).isEqualTo("io.millrace.decision");
    assertThat(TopicLog.header(record, "ce_source")).isEqualTo("/card-fraud/decision-engine");
    assertThat(TopicLog.header(record, "ce_time"))
        .isEqualTo(decision(record).eventTime().toString());
    assertThat(TopicLog.header(record, "content-type")).isEqualTo("application/json");
  }

  int release(ConsumerRecord<byte[], byte[]> record) {
    return decision(record).release();
  }

  private Decision decision(ConsumerRecord<byte[], byte[]> record) {
    return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
  }

  @Override
  public void close() {
    log.close();
  }
}
