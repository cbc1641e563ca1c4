package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.Redriven;
import io.millrace.runtime.CommitMark;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Has each action performed, and passes on what came of it when that is known. It waits for
/// nobody.
final class PerformActions extends ContextualProcessor<String, Action, String, Performed> {
  /// How long an idempotency key is known after its action.
  static final Duration LEDGER_KEPT = Duration.ofDays(7);

  private static final String COMMITS = "outbox-commits";
  private static final Duration TICK = Duration.ofMillis(10);

  private final Performers performers;
  private final Dispatcher dispatcher;
  private final ActionMetrics metrics;
  private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
  private final Delivery.Sender sender = (after, result) -> reports.add(new Report(after, result));
  private @Nullable Outbox outbox;
  private boolean recovered;

  /// What other threads have to say of a delivery.
  private record Report(Delivery delivery, @Nullable ActionResult result) {}

  private PerformActions(Performers performers, Dispatcher dispatcher, ActionMetrics metrics) {
    this.performers = performers;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
  }

  /// Declares the processor together with its stores.
  record Supplier(Performers performers, Dispatcher dispatcher, ActionMetrics metrics)
      implements ProcessorSupplier<String, Action, String, Performed> {

    @Override
    public Processor<String, Action, String, Performed> get() {
      return new PerformActions(performers, dispatcher, metrics);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          StoredOutbox.builder(), StoredLedger.builder(LEDGER_KEPT), CommitMark.builder(COMMITS));
    }
  }

  @Override
  public void init(ProcessorContext<String, Performed> context) {
    super.init(context);
    CommitMark commits = context.getStateStore(COMMITS);
    outbox =
        new Outbox(
            new StoredOutbox(context.getStateStore(StoredOutbox.NAME)),
            new Ledger(LEDGER_KEPT, new StoredLedger(context.getStateStore(StoredLedger.NAME))),
            new Performing(),
            commits);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
  }

  @Override
  public void process(Record<String, Action> record) {
    recoverOnce();
    RecordMetadata at = context().recordMetadata().orElseThrow();
    OutboxEntry entry =
        new OutboxEntry(at.offset(), record.timestamp(), record.headers(), record.value(), 0);
    boolean redriven = Redriven.sourceIn(at.topic(), record.headers()).isPresent();
    if (!outbox().accept(entry, redriven, this::pass)) {
      metrics.countDuplicate();
    }
  }

  /// Not in `init`, where nothing can be passed on yet.
  private void recoverOnce() {
    if (!recovered) {
      recovered = true;
      outbox().recover(this::pass);
    }
  }

  private void tick() {
    recoverOnce();
    takeReports();
    outbox().tidy();
    metrics.inOutbox(this, outbox().size());
  }

  private void takeReports() {
    for (Report report = reports.poll(); report != null; report = reports.poll()) {
      if (report.result() == null) {
        outbox().tried(report.delivery());
      } else {
        Performed performed = outbox().ended(report.delivery(), report.result());
        if (performed != null) {
          pass(performed);
        }
      }
    }
  }

  private void pass(Performed performed) {
    metrics.count(performed);
    OutboxEntry entry = performed.entry();
    context()
        .forward(
            new Record<>(
                entry.action().idempotencyKey(),
                performed,
                entry.timestamp(),
                new RecordHeaders(entry.headers())));
  }

  private Outbox outbox() {
    return Objects.requireNonNull(outbox);
  }

  @Override
  public void close() {
    dispatcher.forget(sender);
    metrics.inOutbox(this, 0);
  }

  private final class Performing implements Outbox.Performing {

    @Override
    public @Nullable ActionResult now(Action action) {
      if (action.target() instanceof ToWebhook) {
        return null;
      }
      return switch (performers.attempt(action)) {
        case Attempt.Succeeded(String answer) -> result(action, Status.PERFORMED, answer);
        case Attempt.Refused(String answer) -> result(action, Status.FAILED, answer);
        case Attempt.Failed(String answer, Duration _) -> result(action, Status.FAILED, answer);
      };
    }

    private static ActionResult result(Action action, Status status, String answer) {
      return new ActionResult(action.eventId(), action.name(), status, 1, answer);
    }

    @Override
    public void deliver(String endpoint, OutboxEntry entry) {
      dispatcher.deliver(
          endpoint, new Delivery(entry.action(), entry.place(), entry.attempts(), sender));
    }
  }
}
