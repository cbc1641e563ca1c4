package io.millrace.cli.cluster;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Parts of features as the processors write them, each event with another id; what they say comes
/// from a pool of samples, over and over.
final class PartLoad {
  private final PipelineDefinition pipeline;
  private final List<Sample> samples;
  private long next;

  PartLoad(PipelineDefinition pipeline, List<Sample> samples) {
    this.pipeline = pipeline;
    this.samples = List.copyOf(samples);
  }

  /// What an event says.
  ///
  /// @param payload its JSON
  /// @param values the features of each of its parts
  record Sample(Payload payload, Map<Part, Map<String, FeatureValue>> values) {
    Sample {
      values = new LinkedHashMap<>(values);
    }
  }

  /// The records of the next event.
  List<ProducerRecord<byte[], byte[]>> next() {
    long number = next++;
    Sample sample = samples.get((int) (number % samples.size()));
    List<EntityKey> entities =
        pipeline.entities().keySet().stream()
            .map(entity -> new EntityKey(entity, Long.toString(number % 1_000)))
            .toList();
    Event event =
        new Event(
            Long.toString(number),
            Instant.ofEpochMilli(number),
            entities,
            new Position(pipeline.topics().raw().name(), 0, number),
            sample.payload());
    RoutedEvent routed =
        new RoutedEvent(event, RoutingSlip.of(List.copyOf(sample.values().keySet())));
    return sample.values().entrySet().stream()
        .map(part -> record(routed, part.getKey(), part.getValue(), number))
        .toList();
  }

  private ProducerRecord<byte[], byte[]> record(
      RoutedEvent routed, Part name, Map<String, FeatureValue> values, long number) {
    PipelineTopics topics = pipeline.topics();
    boolean isOfEvent = name.equals(Part.EVENT);
    Topic<String, FeaturePart> to = isOfEvent ? topics.featuresB() : topics.featuresA();
    String from = (isOfEvent ? topics.eventsB() : topics.eventsA()).name();
    FeaturePart part =
        new FeaturePart(
            FeaturePart.About.of(routed, name, new Position(from, 0, number)),
            new FeaturePart.Computed(values));
    return new ProducerRecord<>(
        to.name(),
        routed.event().id().getBytes(StandardCharsets.UTF_8),
        to.valueSerde().serializer().serialize(to.name(), part));
  }
}
