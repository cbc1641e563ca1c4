package io.millrace.cli.cluster;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A service between `raw` and `decisions`, or the trainer beside them, and what it writes.
///
/// @param service its name
record Stage(String service, List<Output<?>> outputs) {

  static final String COMPOSED = "composed-pipeline";
  static final String TRAINER = "model-trainer";

  Stage {
    outputs = List.copyOf(outputs);
  }

  /// A topic that the service writes, and how its records are known again.
  ///
  /// @param promised what of a record is promised to be the same; absent where it is every byte
  /// @param about what a record is about, beside its key
  /// @param judges which releases are asked about it
  /// @param marked whether a record promises nothing: it may be another one next time
  /// @param again what it means that a record about the same is written again
  record Output<T>(
      Topic<String, T> topic,
      @Nullable UnaryOperator<T> promised,
      Function<T, String> about,
      Function<T, Object> judges,
      Predicate<T> marked,
      Again again) {

    Written read(ConsumerRecord<byte[], byte[]> record) {
      T value = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      String key = new String(record.key(), StandardCharsets.UTF_8);
      String id = String.join(" ", topic.name(), key, about.apply(value));
      return new Written(
          Digest.of(id.getBytes(StandardCharsets.UTF_8)),
          Digest.of(
              promised == null
                  ? record.value()
                  : topic.valueSerde().serializer().serialize(topic.name(), promised.apply(value))),
          marked.test(value),
          judges.apply(value),
          again);
    }
  }

  /// What a record is that is written about the same as an earlier one.
  enum Again {
    /// The same one.
    REPEATS,
    /// What is said now.
    REPLACES
  }

  /// A record that was written.
  ///
  /// @param id of what it is about, the same whenever it is written
  /// @param value of its bytes
  record Written(Digest id, Digest value, boolean marked, Object judges, Again again) {}

  /// Those of the separate layout, in the order of the stream, as far as decisions.
  static List<Stage> all(PipelineTopics topics) {
    return List.of(
        new Stage(
            "ingestion-service",
            List.of(
                exact(topics.events(), Stage::place, Stage::number),
                exact(topics.outcomes(), Stage::place, _ -> 0))),
        new Stage(
            "event-router",
            List.of(
                exact(topics.eventsA(), Stage::place, EntityRecord::stamp),
                exact(topics.eventsB(), Stage::place, RoutedEvent::stamp))),
        new Stage("processor-a", List.of(parts(topics.featuresA()))),
        new Stage("processor-b", List.of(parts(topics.featuresB()))),
        new Stage(
            "model-service",
            List.of(
                new Output<>(
                    topics.predictions(),
                    null,
                    _ -> "",
                    Stage::releases,
                    Stage::isIncomplete,
                    Again.REPEATS))),
        new Stage(
            "decision-engine", List.of(exact(topics.decisions(), _ -> "", Decision::release))));
  }

  /// The last example of an event counts.
  private static Stage trainer(PipelineTopics topics) {
    return new Stage(
        TRAINER,
        List.of(
            new Output<>(
                topics.examples(),
                null,
                _ -> "",
                example -> example.judged().release(),
                _ -> false,
                Again.REPLACES)));
  }

  /// All of them from `events` to `predictions` in one, over topics of one partition: there the
  /// events of each entity have one order, and so one answer. Where they stand in `enriched`
  /// depends on what was written there before.
  static Stage composed(PipelineTopics topics) {
    return new Stage(
        COMPOSED,
        List.of(
            new Output<>(
                topics.predictions(),
                Stage::withoutSources,
                _ -> "",
                Stage::releases,
                Stage::isIncomplete,
                Again.REPEATS)));
  }

  private static Prediction withoutSources(Prediction prediction) {
    return new Prediction(prediction.event(), prediction.judged(), prediction.shadow(), Map.of());
  }

  static Stage of(String service, PipelineTopics topics) {
    return Stream.concat(all(topics).stream(), Stream.of(composed(topics), trainer(topics)))
        .filter(stage -> stage.service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private static <T> Output<T> exact(
      Topic<String, T> topic, Function<T, String> about, Function<T, Object> judges) {
    return new Output<>(topic, null, about, judges, _ -> false, Again.REPEATS);
  }

  private static Output<FeaturePart> parts(Topic<String, FeaturePart> topic) {
    return exact(topic, part -> part.about().part().name(), part -> part.about().slip().stamp());
  }

  private static String place(StreamRecord record) {
    return switch (record) {
      case Event event -> event.source().toString();
      case Outcome outcome -> outcome.source().toString();
      case Assignment assignment -> "assignment " + assignment.number();
    };
  }

  private static Object number(StreamRecord record) {
    return record instanceof Assignment assignment ? assignment.number() : 0;
  }

  private static String place(EntityRecord record) {
    Position source =
        switch (record) {
          case RoutedEvent routed -> routed.event().source();
          case RoutedOutcome routed -> routed.outcome().source();
        };
    return source.toString();
  }

  private static Object releases(Prediction prediction) {
    Assessment shadow = prediction.shadow();
    return prediction.judged().release() + " beside " + (shadow == null ? "" : shadow.release());
  }

  private static boolean isIncomplete(Prediction prediction) {
    Assessment shadow = prediction.shadow();
    return prediction.isDegraded() || (shadow != null && shadow.isDegraded());
  }
}
