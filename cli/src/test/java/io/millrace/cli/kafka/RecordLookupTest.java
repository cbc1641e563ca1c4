package io.millrace.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Position;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordLookupTest {
  private static final String NAME = "cards.decisions";
  private static final Topic<String, String> TOPIC =
      new Topic<>(NAME, Serdes.String(), Serdes.String(), true, false, Map.of());

  /// The only partition that is looked into, whatever the key.
  private final Log log = new Log();

  private final RecordLookup lookup = new RecordLookup(log, 4);

  @Test
  void newestRecordOfAKeyIsFound() {
    for (int i = 0; i < 20; i++) {
      log.add(i == 6 || i == 7 ? "wanted" : "other", i);
    }

    Optional<Found<String>> found = lookup.newest(TOPIC, "wanted");

    assertThat(found.map(Found::at)).contains(new Position(NAME, 0, 7));
    assertThat(found.map(Found::value)).contains("value 7");
  }

  @Test
  void noMoreIsReadThanItTakes() {
    for (int i = 0; i < 100; i++) {
      log.add(i == 90 ? "wanted" : "other", i);
    }

    lookup.newest(TOPIC, "wanted");

    assertThat(log.read).isLessThan(20);
  }

  @Test
  void whatRetentionHasRemovedIsNotLookedFor() {
    log.beginning = 1_000;
    log.add("other", 1);

    assertThat(lookup.newest(TOPIC, "wanted")).isEmpty();
    assertThat(lookup.at(TOPIC, new Position(NAME, 0, 999))).isEmpty();
    assertThat(lookup.at(TOPIC, new Position(NAME, 0, 1_000))).isPresent();
    assertThat(lookup.at(TOPIC, new Position(NAME, 0, 1_001))).isEmpty();
  }

  @Test
  void positionElsewhereHoldsNothing() {
    log.add("wanted", 1);

    assertThat(lookup.at(TOPIC, new Position("cards.raw", 0, 0))).isEmpty();
    assertThat(lookup.at(TOPIC, new Position(NAME, 1, 0))).isEmpty();
  }

  @Test
  void recordWithoutAValueIsNone() {
    log.add("wanted", 1);
    log.addTombstone("wanted", 2);

    assertThat(lookup.newest(TOPIC, "wanted").map(Found::at)).contains(new Position(NAME, 0, 0));
    assertThat(lookup.at(TOPIC, new Position(NAME, 0, 1))).isEmpty();
  }

  /// Timestamps are those of arrival in `raw`, and partitions of it are read at different speeds.
  @Test
  void recordOfATimeIsFoundWhereTimesAreOutOfOrder() {
    log.add("wanted", 10);
    log.add("other", 30);
    log.add("wanted", 20);
    log.add("other", 25);
    log.add("wanted", 30);

    assertThat(lookup.stamped(TOPIC, "wanted", Instant.ofEpochMilli(20)).map(Found::at))
        .contains(new Position(NAME, 0, 2));
    assertThat(lookup.stamped(TOPIC, "wanted", Instant.ofEpochMilli(30)).map(Found::at))
        .contains(new Position(NAME, 0, 4));
    assertThat(lookup.stamped(TOPIC, "wanted", Instant.ofEpochMilli(25))).isEmpty();
    assertThat(lookup.stamped(TOPIC, "wanted", Instant.ofEpochMilli(31))).isEmpty();
  }

  @Test
  void textIsLookedForAmongTheNewestRecordsAlone() {
    for (int i = 0; i < 20; i++) {
      log.add("any", i);
    }

    assertThat(lookup.newestWith(TOPIC, Pattern.compile("value 1"), 15).map(Found::value))
        .contains("value 19");
    assertThat(lookup.newestWith(TOPIC, Pattern.compile("value 4"), 15)).isEmpty();
  }

  /// A partition in memory, read by a few records at once.
  private static final class Log extends MockConsumer<byte[], byte[]> {
    private static final int MOST_AT_ONCE = 3;
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long beginning;
    private long position;
    private long read;

    private Log() {
      super("none");
    }

    private void add(String key, long timestamp) {
      add(key, timestamp, ("value " + records.size()).getBytes(UTF_8));
    }

    private void addTombstone(String key, long timestamp) {
      add(key, timestamp, null);
    }

    private void add(String key, long timestamp, byte @Nullable [] value) {
      records.add(
          new ConsumerRecord<>(
              NAME,
              0,
              beginning + records.size(),
              timestamp,
              TimestampType.CREATE_TIME,
              0,
              0,
              key.getBytes(UTF_8),
              value,
              new RecordHeaders(),
              Optional.empty()));
    }

    private long end() {
      return beginning + records.size();
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      List<ConsumerRecord<byte[], byte[]>> some =
          records.stream()
              .filter(record -> record.offset() >= position)
              .limit(MOST_AT_ONCE)
              .toList();
      position += some.size();
      read += some.size();
      return new ConsumerRecords<>(Map.of(PARTITION, some), Map.of());
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      assertThat(offset).isBetween(beginning, end());
      position = offset;
    }

    @Override
    public synchronized long position(TopicPartition partition) {
      return position;
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> partitions) {
      return Map.of(PARTITION, beginning);
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions) {
      return Map.of(PARTITION, end());
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
      return List.of(new PartitionInfo(topic, 0, null, null, null));
    }

    /// The first record with that timestamp or a later one, as the broker says it.
    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      long from = Objects.requireNonNull(times.get(PARTITION));
      Map<TopicPartition, OffsetAndTimestamp> offsets = new HashMap<>();
      offsets.put(
          PARTITION,
          records.stream()
              .filter(record -> record.timestamp() >= from)
              .findFirst()
              .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()))
              .orElse(null));
      return offsets;
    }
  }
}
