package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// An engine over the histories of one partition, from a start to a crash.
final class Partition {
  private final HistoryKeeper keeper;
  private final FeatureAnswers answers;
  private final Histories histories;
  private final LongConsumer clock;

  /// @param mostBytes of roots that are not yet in the store
  /// @param clock takes the log's time
  Partition(
      PipelineDefinition pipeline,
      TreeShape shape,
      EntityStore store,
      long mostBytes,
      LongConsumer clock) {
    this.keeper = new HistoryKeeper(List.of(pipeline), shape);
    this.answers = keeper.answers(pipeline);
    this.histories = new Histories(store, mostBytes);
    this.clock = clock;
  }

  Object answer(Input input) {
    clock.accept(input.logTime());
    return switch (input) {
      case Input.Observed(EntityKey key, long offset, long _, var event) -> {
        try {
          yield keeper
              .observe(key, event, offset, histories)
              .map(sight -> List.copyOf(answers.of(key, sight).entrySet()))
              .orElse(List.of());
        } catch (ExpressionFailure _) {
          yield ExpressionFailure.class;
        }
      }
      case Input.Learned(EntityKey key, long offset, long _, var outcome) -> {
        keeper.learn(key, outcome, offset, histories);
        yield "learned";
      }
    };
  }

  /// Which entities stay forgotten if another takes over now.
  Map<String, Long> forgotten(long logTime, Partition next) {
    return keeper.forgotten(logTime, next.keeper);
  }

  Optional<SilentEntity> silentEntity(EntityKey key, long offset) {
    return keeper.silentEntity(key, offset, histories);
  }

  void flush() {
    histories.flush();
  }

  /// Writes some of what has changed, ahead of the commit.
  void writeAhead(int most) {
    histories.flush(most);
  }
}
