package io.millrace.trainer.outcomes;

import io.millrace.contracts.Example;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.RecordPosition;
import io.millrace.trainer.outcomes.CaseRecord.OfDecision;
import io.millrace.trainer.outcomes.CaseRecord.OfOutcome;
import io.millrace.trainer.outcomes.CaseRecord.OfPrediction;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// Takes what is said of events, and passes on those that have matured, by event id.
final class JoinOutcomes extends ContextualProcessor<String, CaseRecord, String, Example> {
  private static final String COMMITS = "open-cases-commits";

  private final Maturity maturity;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  private OutcomeJoin join;

  private long timestamp;

  private JoinOutcomes(Maturity maturity) {
    this.maturity = maturity;
  }

  /// Makes the processor, and declares its stores.
  record Supplier(LearningDefinition learning)
      implements ProcessorSupplier<String, CaseRecord, String, Example> {

    @Override
    public Processor<String, CaseRecord, String, Example> get() {
      return new JoinOutcomes(new Maturity(learning));
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      Set<StoreBuilder<?>> stores = new HashSet<>(StoredCases.stores());
      stores.add(CommitMark.builder(COMMITS));
      return stores;
    }
  }

  @Override
  public void init(ProcessorContext<String, Example> context) {
    super.init(context);
    StoredCases cases = new StoredCases(context);
    CommitMark commits = context.getStateStore(COMMITS);
    join =
        new OutcomeJoin(
            maturity,
            EventClock.of(maturity.learning()),
            cases,
            commits::ticket,
            commits::isCommitted,
            this::pass);
    join.resume(cases.clock());
    commits.beforeCommit(() -> cases.keepClock(join.clock()));
  }

  @Override
  public void process(Record<String, CaseRecord> record) {
    timestamp = record.timestamp();
    switch (record.value()) {
      case OfPrediction(var prediction) -> join.predicted(prediction, RecordPosition.of(context()));
      case OfDecision(var decision) -> join.decided(decision);
      case OfOutcome(var outcome) -> join.reported(outcome);
    }
  }

  /// With the timestamp of the record that has let it mature, and none of its headers: they are of
  /// another event.
  private void pass(Example example) {
    context().forward(new Record<>(example.eventId(), example, timestamp));
  }
}
