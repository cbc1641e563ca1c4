package io.millrace.entityfeatures;

import io.millrace.runtime.Releases;
import io.millrace.runtime.ServiceContext;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/// What processor-a does with each record, for any processor that is fed with events and outcomes
/// by entity.
public final class EntityStage {
  private final Releases releases;
  private final FailedParts failedParts;
  private final CompleteFeatures completeFeatures;

  public EntityStage(ServiceContext context) {
    this(
        context.releases(),
        new FailedParts(context.pipeline(), context.metrics()),
        new CompleteFeatures(context.pipeline(), context.metrics()));
  }

  EntityStage(Releases releases, FailedParts failedParts, CompleteFeatures completeFeatures) {
    this.releases = releases;
    this.failedParts = failedParts;
    this.completeFeatures = completeFeatures;
  }

  /// The stores that a processor must declare.
  ///
  /// @param log the name of the histories; those of one topic, whose offsets tell what comes again
  public Set<StoreBuilder<?>> stores(String log) {
    return LoggedEntityStore.builders(log);
  }

  /// What keeps the histories of one task.
  public EntityTask open(ProcessorContext<?, ?> context, String log) {
    return new EntityTask(
        context, LoggedEntityStore.of(context, log), releases, failedParts, completeFeatures);
  }
}
