package io.millrace.cli.learning;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.trainer.promotion.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// What the topic `learning` says, in its order, and where learning stands by it.
public final class LearningLog {
  private final List<Entry> entries = new ArrayList<>();
  private Progress progress = Progress.NONE;

  private LearningLog() {}

  /// Something that happened.
  ///
  /// @param run that it belongs to: for an order the run that was under way, 0 where none was
  /// @param isSpent whether it is an order that fitted no stage and came to nothing
  public record Entry(LearningEvent event, int run, boolean isSpent) {}

  /// Reads the topic; throws [CommandFailure] if the pipeline does not learn.
  ///
  /// A record that is no learning event is passed over, as the learner does.
  public static LearningLog read(PipelineDefinition pipeline, KafkaConnection kafka) {
    if (pipeline.learning() == null) {
      throw new CommandFailure(
          "%s does not learn: give its pipeline.yaml a section 'learning'"
              .formatted(pipeline.name()));
    }
    Topic<String, LearningEvent> topic = pipeline.topics().learning();
    LearningLog log = new LearningLog();
    try (TopicReader<byte[]> reader =
        TopicReader.fromBeginning(kafka, topic.name(), new ByteArrayDeserializer())) {
      reader.readAll(record -> {
        LearningEvent event = event(topic, record.value());
        if (event != null) {
          log.take(event);
        }
      });
    }
    return log;
  }

  static LearningLog of(Iterable<LearningEvent> events) {
    LearningLog log = new LearningLog();
    events.forEach(log::take);
    return log;
  }

  private static @Nullable LearningEvent event(
      Topic<String, LearningEvent> topic, byte @Nullable [] value) {
    try {
      return value == null
          ? null
          : topic.valueSerde().deserializer().deserialize(topic.name(), value);
    } catch (SerializationException e) {
      return null;
    }
  }

  private void take(LearningEvent event) {
    int run = event instanceof Ordered ? StageText.run(progress.stage()) : event.run();
    boolean isSpent = event instanceof Ordered ordered && !progress.stage().takes(ordered.order());
    entries.add(new Entry(event, run, isSpent));
    progress = progress.after(event);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  Progress progress() {
    return progress;
  }

  /// The time of the latest event; the epoch where there was none.
  Instant latest() {
    return entries.stream()
        .map(entry -> entry.event().at())
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }
}
