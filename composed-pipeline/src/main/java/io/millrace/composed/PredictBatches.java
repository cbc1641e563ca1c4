package io.millrace.composed;

import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.decision.Located;
import io.millrace.model.JoinedParts;
import io.millrace.model.Predicted;
import io.millrace.model.Predictor;
import io.millrace.runtime.CommitMark;
import io.millrace.runtime.RecordPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// Predicts events in batches.
///
/// A batch goes when as many wait as came between the last two ticks, and at each tick: a lone
/// event goes at once, and under load each batch takes what comes while the one before is scored.
/// None waits beyond the commit of its record; after a crash those that waited are read again.
final class PredictBatches
    extends ContextualProcessor<String, JoinedParts, String, Located<Prediction>> {
  private static final String COMMITS = "batch-commits";

  /// The shortest interval that Kafka Streams knows.
  private static final Duration TICK = Duration.ofMillis(1);

  private final Predictor predictor;
  private final List<Waiting> waiting = new ArrayList<>();
  private int came;
  private int enough = 1;

  private PredictBatches(Predictor predictor) {
    this.predictor = predictor;
  }

  private record Waiting(Record<String, JoinedParts> event, Position at) {}

  /// Makes the processor, and declares its stores.
  record Supplier(Predictor predictor)
      implements ProcessorSupplier<String, JoinedParts, String, Located<Prediction>> {

    @Override
    public Processor<String, JoinedParts, String, Located<Prediction>> get() {
      return new PredictBatches(predictor);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(CommitMark.builder(COMMITS));
    }
  }

  @Override
  public void init(ProcessorContext<String, Located<Prediction>> context) {
    super.init(context);
    CommitMark commits = context.getStateStore(COMMITS);
    commits.forwardBeforeCommit(context, this::predictAll);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
  }

  @Override
  public void process(Record<String, JoinedParts> record) {
    predictor.require(record.value().slip().stamp());
    waiting.add(new Waiting(record, RecordPosition.of(context())));
    came++;
    if (waiting.size() >= enough) {
      predictAll();
    }
  }

  private void tick() {
    enough = Math.clamp(came, 1, Predictor.LARGEST_BATCH);
    came = 0;
    predictAll();
  }

  private void predictAll() {
    if (waiting.isEmpty()) {
      return;
    }
    List<Predicted> predictions =
        predictor.predict(waiting.stream().map(event -> event.event().value()).toList());
    for (int i = 0; i < predictions.size(); i++) {
      Record<String, JoinedParts> event = waiting.get(i).event();
      Headers headers = new RecordHeaders(event.headers());
      predictions.get(i).times().writeTo(headers);
      Located<Prediction> located =
          new Located<>(predictions.get(i).prediction(), waiting.get(i).at());
      context().forward(event.withValue(located).withHeaders(headers));
    }
    waiting.clear();
  }
}
