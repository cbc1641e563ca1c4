package io.millrace.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.test.TestRecord;

/// The sliding windows of Kafka Streams' DSL over its window store in memory, on its own test
/// driver: no broker, no network, no RocksDB.
///
/// An event changes every stored window that it lies in, one or two for each event of the window;
/// the one that ends with it is its answer. Each change is logged: a cache gains nothing, because
/// the next event comes later than a commit.
final class SlidingWindowsMean implements MovingMean {
  private static final String APPLICATION = "sliding";
  private static final String STORE = "windows";
  private static final String IN = "numbers";
  private static final String OUT = "answers";
  private static final String KEY = "0";
  private static final int HANDED_ON = 20_000;

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Double> in;
  private final TestOutputTopic<String, CountAndSum> out;
  private final TestOutputTopic<byte[], byte[]> changelog;
  private int windowBytes;

  SlidingWindowsMean(Duration window) {
    driver = driver(topology(window));
    in = driver.createInputTopic(IN, new StringSerializer(), new DoubleSerializer());
    out = driver.createOutputTopic(OUT, new StringDeserializer(), CountAndSum.SERDE.deserializer());
    changelog =
        driver.createOutputTopic(
            APPLICATION + "-" + STORE + "-changelog",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /// How many microseconds the test driver itself takes to hand on an event.
  static double driverMicros() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(IN, Consumed.with(Serdes.String(), Serdes.Double()))
        .to(OUT, Produced.with(Serdes.String(), Serdes.Double()));
    try (TopologyTestDriver driver = driver(builder.build())) {
      var in = driver.createInputTopic(IN, new StringSerializer(), new DoubleSerializer());
      var out = driver.createOutputTopic(OUT, new StringDeserializer(), new DoubleDeserializer());
      long started = 0;
      for (int i = 0; i < 2 * HANDED_ON; i++) {
        if (i == HANDED_ON) {
          started = System.nanoTime();
        }
        in.pipeInput(KEY, 1.0, i);
        out.readValue();
      }
      return (System.nanoTime() - started) / 1e3 / HANDED_ON;
    }
  }

  private static TopologyTestDriver driver(Topology topology) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:0");
    return new TopologyTestDriver(topology, properties);
  }

  private static Topology topology(Duration window) {
    // Both its ends count: (t - length, t] in milliseconds.
    Duration difference = window.minusMillis(1);
    WindowBytesStoreSupplier store =
        Stores.inMemoryWindowStore(STORE, difference.multipliedBy(2), difference, false);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(IN, Consumed.with(Serdes.String(), Serdes.Double()))
        .groupByKey(Grouped.with(Serdes.String(), Serdes.Double()))
        .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(difference))
        .aggregate(
            () -> CountAndSum.NONE,
            (_, number, before) -> before.plus(number),
            Materialized.<String, CountAndSum>as(store)
                .withKeySerde(Serdes.String())
                .withValueSerde(CountAndSum.SERDE)
                .withCachingDisabled())
        .toStream()
        .processValues(EndingNow::new)
        .selectKey((windowed, _) -> windowed.key())
        .to(OUT, Produced.with(Serdes.String(), CountAndSum.SERDE));
    return builder.build();
  }

  /// Lets the window through that ends with the event.
  private static final class EndingNow
      extends ContextualFixedKeyProcessor<Windowed<String>, CountAndSum, CountAndSum> {

    @Override
    public void process(FixedKeyRecord<Windowed<String>, CountAndSum> record) {
      if (record.key().window().end() == record.timestamp()) {
        context().forward(record);
      }
    }
  }

  @Override
  public Answer ask(long time, double number) {
    in.pipeInput(KEY, number, time);
    CountAndSum answer = out.readValue();
    return new Answer(answer.count(), answer.sum() / answer.count());
  }

  @Override
  public long stateBytes() {
    long windows = 0;
    try (KeyValueIterator<Windowed<String>, ValueAndTimestamp<CountAndSum>> all =
        driver.<String, CountAndSum>getTimestampedWindowStore(STORE).all()) {
      while (all.hasNext()) {
        all.next();
        windows++;
      }
    }
    return windows * windowBytes;
  }

  @Override
  public long changelogBytes() {
    List<TestRecord<byte[], byte[]>> records = changelog.readRecordsToList();
    long bytes = 0;
    for (TestRecord<byte[], byte[]> record : records) {
      windowBytes = record.key().length + record.value().length;
      bytes += windowBytes;
    }
    return bytes;
  }

  @Override
  public void close() {
    driver.close();
  }
}
