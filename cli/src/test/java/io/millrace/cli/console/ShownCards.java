package io.millrace.cli.console;

import io.millrace.contracts.PipelineTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// A pipeline of two layouts for tests: one of two services, and one of a single service.
final class ShownCards {
  static final PipelineTopics TOPICS = new PipelineTopics("cards", null);
  static final TopicPartition RAW = new TopicPartition("cards.raw", 0);
  static final TopicPartition EVENTS = new TopicPartition("cards.events", 0);
  static final TopicPartition LETTERS = new TopicPartition("cards.dead-letters", 0);
  static final long SECOND = 1_000_000_000L;

  private ShownCards() {}

  static ShownPipeline pipeline() {
    ShownLayout two =
        new ShownLayout(
            "separate",
            List.of(
                new ShownService("ingestion", List.of("cards.raw")),
                new ShownService("router", List.of("cards.events"))));
    ShownLayout one =
        new ShownLayout(
            "composed",
            List.of(new ShownService("composed", List.of("cards.raw", "cards.events"))));
    return new ShownPipeline(
        "cards", TOPICS, List.of(two, one), "millrace explain", "--pipeline cards");
  }

  static Group running(Map<TopicPartition, Long> committed) {
    return new Group(1, true, committed);
  }

  /// What the brokers say after some seconds.
  static Observation after(
      long seconds, Map<TopicPartition, Long> ends, Map<String, Group> groups) {
    return new Observation(seconds * SECOND, Map.of(), ends, groups);
  }
}
