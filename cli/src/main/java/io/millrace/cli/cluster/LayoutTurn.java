package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Whose turn it is: a layout that is started while the other one has read more of `raw` would
/// decide again what that one has decided.
public final class LayoutTurn {
  private static final long NOTHING = 0;

  private LayoutTurn() {}

  /// Throws [CommandFailure] with the remedy if services of a layout are to be started out of turn.
  ///
  /// Where no broker answers the services will say so.
  static void require(PipelineDefinition pipeline, List<String> services, KafkaConnection kafka) {
    for (Layout layout : Layout.values()) {
      if (services.contains(readerOfRaw(layout))
          && kafka.answers()
          && isAhead(layout.other(), pipeline, kafka.client())) {
        throw new CommandFailure(
            "the %s layout has read more of %s than the %s one, which would decide those events again: stop it and switch first (millrace layout %s --pipeline DIR)"
                .formatted(layout.other(), pipeline.topics().raw().name(), layout, layout));
      }
    }
  }

  /// Whether the other layout has read more of `raw`, so that this one reads nothing any more.
  public static boolean isOver(Layout layout, PipelineDefinition pipeline, KafkaConnection kafka) {
    return isAhead(layout.other(), pipeline, kafka.client());
  }

  private static boolean isAhead(
      Layout other, PipelineDefinition pipeline, Map<String, Object> client) {
    try (Groups groups = new Groups(pipeline.name(), client)) {
      Map<TopicPartition, Long> mine = groups.next(List.of(readerOfRaw(other.other())));
      return groups.next(List.of(readerOfRaw(other))).entrySet().stream()
          .filter(read -> read.getKey().topic().equals(pipeline.topics().raw().name()))
          .anyMatch(read -> read.getValue() > mine.getOrDefault(read.getKey(), NOTHING));
    }
  }

  /// The first service of the stream.
  private static String readerOfRaw(Layout layout) {
    return layout.names().getFirst();
  }
}
