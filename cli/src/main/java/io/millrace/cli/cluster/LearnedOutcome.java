package io.millrace.cli.cluster;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What a run of a pipeline that learns has left on its topics.
///
/// @param truths what events have turned out to be, by their ids
/// @param trace of the learning
record LearnedOutcome(Map<String, Truth> truths, LearningTrace trace) {

  LearnedOutcome {
    truths = Map.copyOf(truths);
  }

  /// What an example says that no model has a part in.
  record Truth(
      Instant eventTime,
      Map<String, FeatureValue> features,
      FeatureValue label,
      @Nullable Report report,
      double weight) {

    Truth {
      features = Map.copyOf(features);
    }

    static Truth of(Example example) {
      return new Truth(
          example.eventTime(),
          example.features(),
          example.label(),
          example.report(),
          example.weight());
    }
  }

  /// Reads it; nobody may write any more.
  ///
  /// @param scratch a folder that releases are brought back to
  static LearnedOutcome read(PipelineDefinition pipeline, KafkaConnection kafka, Path scratch) {
    PipelineTopics topics = pipeline.topics();
    Map<String, Truth> truths = new HashMap<>();
    each(
        kafka,
        topics.examples(),
        record -> truths.put(record.value().eventId(), Truth.of(record.value())));
    List<LearningEvent> events = new ArrayList<>();
    each(kafka, topics.learning(), record -> events.add(record.value()));
    Map<Integer, Set<Integer>> marks = new HashMap<>();
    Set<Integer> partitions = new TreeSet<>();
    each(
        kafka,
        topics.events(),
        record -> {
          partitions.add(record.partition());
          if (record.value() instanceof Assignment assignment) {
            marks
                .computeIfAbsent(assignment.number(), _ -> new TreeSet<>())
                .add(record.partition());
          }
        });
    try (ReleaseArchive archive = new ReleaseArchive(topics, kafka.client(), scratch)) {
      List<Manifest> manifests = archive.log().manifests();
      return new LearnedOutcome(
          truths,
          new LearningTrace(
              events,
              manifests,
              broken(archive, manifests),
              archive.log().assignments(),
              marks,
              partitions.size()));
    }
  }

  private static <V> void each(
      KafkaConnection kafka, Topic<String, V> topic, Consumer<ConsumerRecord<byte[], V>> to) {
    try (TopicReader<V> reader =
        TopicReader.fromBeginning(kafka, topic.name(), topic.valueSerde().deserializer())) {
      reader.readAll(to);
    }
  }

  private static Map<Integer, String> broken(ReleaseArchive archive, List<Manifest> manifests) {
    Map<Integer, String> broken = new HashMap<>();
    for (Manifest manifest : manifests) {
      try {
        var _ = archive.pipeline(manifest.release());
      } catch (InvalidRelease e) {
        broken.put(manifest.release(), String.valueOf(e.getMessage()));
      }
    }
    return broken;
  }

  /// How many events have turned out otherwise in another run, or in one of the two not at all.
  long differences(LearnedOutcome other) {
    return Stream.concat(truths.keySet().stream(), other.truths.keySet().stream())
        .distinct()
        .filter(id -> !Objects.equals(truths.get(id), other.truths.get(id)))
        .count();
  }
}
