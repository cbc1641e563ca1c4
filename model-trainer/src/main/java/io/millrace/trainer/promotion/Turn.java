package io.millrace.trainer.promotion;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Example;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.LogLimit;
import io.millrace.runtime.StageMetrics;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.ModelTrainer;
import io.millrace.trainer.evaluation.LiveEvaluation;
import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time during which an instance is the one that learns: it has `examples`, and all that it
/// knows comes from there and from what is written of learning.
final class Turn implements ConsumerRebalanceListener, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Surroundings around;
  private final String madeBy;
  private final StageMetrics metrics;
  private final LearnerMetrics shown;
  private final Topic<String, Example> examples;
  private final TopicPartition partition;
  private final LogLimit limit = new LogLimit();

  /// What was opened, the last first.
  private final Deque<Closeable> opened = new ArrayDeque<>();

  private @Nullable Learning learning;

  /// @param evaluations where those go that it makes
  private record Learning(
      Learner learner, ExampleWindow window, LiveEvaluation live, EvaluationLog evaluations) {}

  /// Until there nothing is concluded: others have, or nobody could.
  private long known;

  private long done = -1;

  Turn(
      Consumer<byte[], byte[]> consumer,
      Surroundings around,
      String madeBy,
      StageMetrics metrics,
      LearnerMetrics shown) {
    this.consumer = consumer;
    this.around = around;
    this.madeBy = madeBy;
    this.metrics = metrics;
    this.shown = shown;
    this.examples = around.pipeline().topics().examples();
    this.partition = new TopicPartition(examples.name(), 0);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("this instance learns now");
      learning = begin();
      consumer.seekToBeginning(List.of(partition));
      known = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      done = -1;
    }
  }

  private Learning begin() {
    LearningDefinition definition = around.learning();
    PipelineTopics topics = around.pipeline().topics();
    KafkaJournal journal = open(new KafkaJournal(topics, around.client()));
    KafkaRegistry registry = open(new KafkaRegistry(around));
    EvaluationLog evaluations = open(new EvaluationLog(topics.evaluations(), around.client()));
    ExampleWindow window =
        new ExampleWindow(
            around.model().features(), definition.span(), definition.training().examples());
    Learner learner =
        new Learner(
            definition,
            window,
            new Learner.Means(
                journal,
                registry,
                new LatestPredictions(topics.predictions(), around.client()),
                candidates(registry),
                shown::count));
    learner.begin();
    LocalDate lastTold = evaluations.read(learner::take);
    LiveEvaluation live =
        open(
            new LiveEvaluation(
                definition.evaluation(),
                around.pipeline().scoreThresholds(),
                lastTold,
                metrics,
                evaluation -> told(evaluation, learner, evaluations)));
    return new Learning(learner, window, live, evaluations);
  }

  private <T extends Closeable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  private Candidates candidates(Registry registry) {
    PipelineDefinition pipeline = around.pipeline();
    return new Candidates(
        pipeline.name(),
        examples.name(),
        new ModelTrainer(around.runtime().apply(around.model()), madeBy),
        around.learning().training().boosting(),
        registry);
  }

  private static void told(Evaluation evaluation, Learner learner, EvaluationLog log) {
    learner.take(evaluation);
    log.write(evaluation);
  }

  /// Takes a record of `examples`.
  void take(ConsumerRecord<byte[], byte[]> record) {
    Learning now = learning;
    Example example = now == null ? null : read(record);
    if (now != null && example != null) {
      now.live().take(example);
      now.learner().take(record.offset(), example);
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

  /// Does what is to be done, and commits that it is.
  void act() {
    Learning now = learning;
    long position = now == null ? -1 : consumer.position(partition);
    if (now == null || position < known) {
      return;
    }
    now.learner().act();
    ExampleWindow window = now.window();
    shown.show(
        new LearnerMetrics.View(
            window.size(),
            window.positives(),
            window.unusable(),
            window.newest(),
            now.learner().progress().paused()));
    if (position != done) {
      now.evaluations().flush();
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
    learning = null;
    shown.show(null);
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException | RuntimeException e) { // the others are to be closed all the same
        LOG.warn("something of this learner cannot be closed", e);
      }
    }
  }
}
