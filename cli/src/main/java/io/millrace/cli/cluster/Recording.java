package io.millrace.cli.cluster;

import io.millrace.cli.history.Happening;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.history.PastOutcome;
import io.millrace.cli.history.Timeline;
import io.millrace.cli.kafka.HistoryPublisher;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Publishes card transactions to services that run, changes the release meanwhile, and counts what
/// that makes on each topic.
final class Recording {
  private static final long ENTITIES = 2;
  private static final Duration STEP = Duration.ofMillis(50);

  private final KafkaConnection kafka;
  private final PipelineDefinition pipeline;
  private final Content content;
  private final Duration reach;
  private final Deque<Instant> withinReach = new ArrayDeque<>();
  private int events;
  private int outcomes;

  /// The events of a pipeline in the order of time; closed when they have been read.
  interface Source {
    Stream<PastEvent> open(PipelineDefinition pipeline);
  }

  /// What is recorded.
  ///
  /// @param seed of the places where the release is changed
  /// @param events how many, if the source has as many
  /// @param swaps how often the release is changed
  /// @param partitions of each topic
  record Content(Source source, long seed, int events, int swaps, int partitions) {

    /// Simulated transactions, in as many partitions as topics have unless told otherwise.
    static Content simulated(CardWorld world, int events, int swaps) {
      return new Content(
          pipeline -> History.simulated(Stream.generate(new CardSimulator(world)::next), pipeline),
          world.seed(),
          events,
          swaps,
          TopicCreation.DEFAULT_PARTITIONS);
    }

    Content inOnePartition() {
      return new Content(source, seed, events, swaps, 1);
    }
  }

  Recording(KafkaConnection kafka, PipelineDefinition pipeline, Content content) {
    this.kafka = kafka;
    this.pipeline = pipeline;
    this.content = content;
    this.reach = pipeline.reach().orElseThrow();
  }

  /// Publishes all. The release is changed while the services are busy: when `events` has as many
  /// records as there are events before the place, and those up to the next place are on their way.
  void publish(RecordedSwaps swaps) {
    int[] places = places();
    int made = 0;
    try (Stream<PastEvent> source = content.source().open(pipeline);
        HistoryPublisher publisher =
            new HistoryPublisher(kafka.producer(), pipeline, this::count)) {
      Timeline timeline =
          new Timeline(source.limit(content.events()).iterator(), Timeline.End.AT_LAST_EVENT);
      while (timeline.hasNext()) {
        publisher.publish(timeline.next());
        if (made + 1 < places.length && events >= places[made + 1]) {
          swap(swaps, places[made++]);
        }
      }
      while (made < places.length) {
        swap(swaps, places[made++]);
      }
      publisher.flush();
    }
  }

  /// After how many events the release is changed.
  private int[] places() {
    Random random = new Random(content.seed());
    return random.ints(content.swaps(), 0, content.events()).sorted().toArray();
  }

  private void swap(RecordedSwaps swaps, int place) {
    await(pipeline.topics().events(), place);
    swaps.next();
  }

  /// An event goes to its card and its terminal, an outcome to the terminal alone.
  private void count(Happening happening) {
    switch (happening) {
      case PastEvent event -> {
        events++;
        withinReach.add(event.time());
        Instant reached = event.time().minus(reach);
        while (!withinReach.getFirst().isAfter(reached)) {
          withinReach.removeFirst();
        }
      }
      case PastOutcome _ -> outcomes++;
    }
  }

  /// Waits until a topic has all that is to come there.
  void awaitAll(Topic<?, ?> topic) {
    await(topic, records(topic));
  }

  private void await(Topic<?, ?> topic, long records) {
    Patience patience = new Patience("the recording of " + topic.name());
    try (TopicReader<byte[]> reader =
        TopicReader.fromBeginning(kafka, topic.name(), new ByteArrayDeserializer())) {
      for (long there = 0; there < records; there = reader.remaining()) {
        patience.require(there);
        LockSupport.parkNanos(STEP.toNanos());
      }
    }
  }

  /// How many records a topic has if each is written once.
  long records(Topic<?, ?> topic) {
    String name = topic.name().substring(pipeline.name().length() + 1);
    return switch (name) {
      case "events" -> events + outcomes + (long) content.swaps() * content.partitions();
      case "events-a" -> ENTITIES * events + outcomes;
      case "features-a" -> ENTITIES * events;
      case "events-b", "features-b", "predictions", "decisions" -> events;
      case "outcomes" -> outcomes;
      default -> throw new IllegalArgumentException(topic.name() + " is not recorded");
    };
  }

  int events() {
    return events;
  }

  /// How far back the windows reach.
  Duration reach() {
    return reach;
  }

  /// How many events they reach at the end.
  int withinReach() {
    return withinReach.size();
  }
}
