package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.trainer.promotion.LearnerThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits until every service of a pipeline that learns, and the learner, have read all that there
/// is for them.
///
/// @param patience with each of them
/// @param said what to add to the failure of one that has not
record AllRead(
    PipelineDefinition pipeline,
    Layout layout,
    Groups groups,
    Duration patience,
    Supplier<String> said) {
  private static final Duration POLL = Duration.ofMillis(50);

  /// In the order of the stream: once one has read everything, the next one has got everything.
  void await() {
    Map<String, List<Topic<?, ?>>> inputs = Suite.inputs(layout, pipeline);
    for (String service : Suite.names(layout, pipeline)) {
      await(service, () -> groups.haveRead(service, inputs.getOrDefault(service, List.of())));
    }
    await(
        LearnerThread.GROUP,
        () -> groups.haveRead(LearnerThread.GROUP, List.of(pipeline.topics().examples())));
  }

  /// The same for something else that somebody is to come to.
  void await(String who, BooleanSupplier isThrough) {
    long since = System.nanoTime();
    while (!isThrough.getAsBoolean()) {
      if (System.nanoTime() - since > patience.toNanos()) {
        throw new CommandFailure(
            "%s has not done everything within %d s%s"
                .formatted(who, patience.toSeconds(), said.get()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
