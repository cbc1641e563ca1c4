package io.millrace.trainer.promotion;

import io.millrace.contracts.Example;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.runtime.LogLimit;
import io.millrace.runtime.LogScope;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.ModelTrainer;
import java.io.Closeable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the one learner of a pipeline, beside the stream.
///
/// All instances are in one consumer group, and `examples` has one partition: who has it learns,
/// and who takes it over begins with all examples anew. Its offset is committed when all is done
/// that was due by it: a group without lag has nothing left to do.
public final class LearnerThread implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LearnerThread.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Longer than the longest training.
  private static final Duration LONGEST_MOVE = Duration.ofHours(1);

  private final Surroundings around;
  private final String madeBy;
  private final Topic<String, Example> examples;
  private final TopicPartition partition;
  private final LogLimit limit = new LogLimit();
  private @Nullable Thread thread;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
  private volatile boolean closed;

  /// @param madeBy how its models' cards are signed
  public LearnerThread(Surroundings around, String madeBy) {
    PipelineTopics topics = around.pipeline().topics();
    this.around = around;
    this.madeBy = madeBy;
    this.examples = topics.examples();
    this.partition = new TopicPartition(examples.name(), 0);
  }

  /// The consumer group of a pipeline's learners.
  public static String group(String pipeline) {
    return pipeline + ".model-trainer-learner";
  }

  public void start() {
    thread = Thread.ofPlatform().daemon().name("learn").start(this::run);
  }

  private void run() {
    try (LogScope _ = LogScope.of("model-trainer")) {
      while (!closed) {
        try {
          follow();
        } catch (WakeupException e) {
          // Closed.
        } catch (Throwable e) { // what is thrown from here would end the learning
          limit.tell("learn", _ -> LOG.warn("cannot learn now; beginning anew", e));
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void follow() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        Turn turn = new Turn(consumer)) {
      reading = consumer;
      consumer.subscribe(List.of(examples.name()), turn);
      while (!closed) {
        consumer.poll(POLL).forEach(turn::take);
        turn.act();
      }
    } finally {
      reading = null;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new HashMap<>(around.client());
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group(around.pipeline().name()));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_MOVE.toMillis());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// The time during which this instance is the one that learns.
  private final class Turn implements ConsumerRebalanceListener, Closeable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable KafkaRegistry registry;
    private @Nullable KafkaJournal journal;
    private @Nullable Learner learner;

    /// Until there nothing is concluded: others have, or nobody could.
    private long known;

    private long done = -1;

    private Turn(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        begin();
      }
    }

    private void begin() {
      LOG.info("this instance learns now");
      LearningDefinition learning = around.learning();
      KafkaRegistry releases = new KafkaRegistry(around);
      registry = releases;
      KafkaJournal log = new KafkaJournal(around.pipeline().topics(), around.client());
      journal = log;
      Learner next =
          new Learner(
              learning,
              new ExampleWindow(
                  around.model().features(), learning.span(), learning.training().examples()),
              log,
              releases,
              new LatestPredictions(around.pipeline().topics().predictions(), around.client()),
              new Candidates(
                  around.pipeline().name(),
                  examples.name(),
                  new ModelTrainer(around.runtime().apply(around.model()), madeBy),
                  learning.training().boosting(),
                  releases));
      next.begin();
      learner = next;
      consumer.seekToBeginning(List.of(partition));
      known = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      done = -1;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      Learner learning = learner;
      if (learning == null) {
        return;
      }
      Example example = read(record);
      if (example != null) {
        learning.take(record.offset(), example);
      }
    }

    private @Nullable Example read(ConsumerRecord<byte[], byte[]> record) {
      try {
        return examples.valueSerde().deserializer().deserialize(examples.name(), record.value());
      } catch (SerializationException e) {
        limit.tell(
            "example",
            more ->
                LOG.warn(
                    "passed over the record of {} at offset {}, and {} since such a line came last: {}",
                    examples.name(),
                    record.offset(),
                    more,
                    e.getMessage()));
        return null;
      }
    }

    private void act() {
      Learner learning = learner;
      if (learning == null) {
        return;
      }
      long position = consumer.position(partition);
      if (position < known) {
        return;
      }
      learning.act();
      if (position != done) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position)));
        done = position;
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      close();
    }

    @Override
    public void close() {
      learner = null;
      if (journal != null) {
        journal.close();
        journal = null;
      }
      if (registry != null) {
        registry.close();
        registry = null;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    Thread running = thread;
    if (running != null) {
      try {
        boolean _ = running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
