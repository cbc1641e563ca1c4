package io.millrace.cli.models;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// How the scores of a release did against what really happened, as the topic `evaluations` tells.
final class LiveQuality {
  private final int release;
  private @Nullable Evaluation latest;

  private LiveQuality(int release) {
    this.release = release;
  }

  /// The latest record of all that a release judged, absent where there is none. A record that is
  /// no evaluation is passed over.
  static @Nullable Evaluation of(int release, PipelineTopics topics, KafkaConnection kafka) {
    Topic<String, Evaluation> topic = topics.evaluations();
    LiveQuality quality = new LiveQuality(release);
    try (TopicReader<byte[]> reader =
        TopicReader.fromBeginning(kafka, topic.name(), new ByteArrayDeserializer())) {
      reader.readAll(record -> quality.take(topic, record.value()));
    }
    return quality.latest;
  }

  private void take(Topic<String, Evaluation> topic, byte @Nullable [] value) {
    if (value == null) {
      return;
    }
    try {
      Evaluation evaluation = topic.valueSerde().deserializer().deserialize(topic.name(), value);
      Evaluation.Group group = evaluation.group();
      if (group.segment() == null && group.release() != null && group.release() == release) {
        latest = evaluation;
      }
    } catch (SerializationException _) {
      // It is none.
    }
  }
}
