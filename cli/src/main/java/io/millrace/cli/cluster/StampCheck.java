package io.millrace.cli.cluster;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Whether every prediction is of the release that was in charge where its event stands in
/// `events`: read there once more, and not believed of the router.
final class StampCheck {
  private final KafkaConnection kafka;
  private final PipelineTopics topics;

  StampCheck(KafkaConnection kafka, PipelineTopics topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /// How many predictions are of another release. All assignments must be without a challenger.
  long mislabelled() {
    Map<String, Integer> inCharge = inCharge();
    long[] mislabelled = {0};
    read(
        topics.predictions(),
        (_, prediction) -> {
          Integer expected = inCharge.get(prediction.event().id());
          if (expected == null || expected != prediction.judged().release()) {
            mislabelled[0]++;
          }
        });
    return mislabelled[0];
  }

  /// The release in charge of each event, by its id.
  private Map<String, Integer> inCharge() {
    Map<Integer, Assignment> latest = new HashMap<>();
    Map<String, Integer> releases = new HashMap<>();
    read(
        topics.events(),
        (record, value) -> {
          switch (value) {
            case Assignment assignment ->
                latest.merge(
                    record.partition(),
                    assignment,
                    (before, now) -> now.number() > before.number() ? now : before);
            case Event event -> {
              Assignment assignment = latest.get(record.partition());
              releases.put(event.id(), assignment == null ? 0 : assignment.release());
            }
            case Outcome _ -> {}
          }
        });
    return releases;
  }

  private <T> void read(Topic<String, T> topic, BiConsumer<ConsumerRecord<byte[], T>, T> to) {
    try (TopicReader<T> reader =
        TopicReader.fromBeginning(kafka, topic.name(), topic.valueSerde().deserializer())) {
      reader.readAll(record -> to.accept(record, record.value()));
    }
  }
}
