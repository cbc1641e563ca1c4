package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.json.InstantText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Turns a history into a table of features: what each event would have been judged by, had the
/// pipeline run then.
///
/// It takes what happened in the order of the log and computes by the same engine and expressions
/// as the live stages, so that it agrees with them to the bit; numbers are written so that they
/// read back to the bit. All cores work on it: first each on some of the events, then each on the
/// histories of some of the entities, then each on some of the rows.
public final class Backfill {
  private static final String LOG = "history";

  private final Workers workers;
  private final FeatureColumns columns;
  private final EventContract contract;
  private final List<EntityShard> shards;
  private long offset;

  /// @param features which, in the order of the columns
  public Backfill(PipelineDefinition pipeline, List<String> features, Workers workers) {
    this.workers = workers;
    this.columns = new FeatureColumns(pipeline, features);
    this.contract = new EventContract(pipeline);
    this.shards =
        IntStream.range(0, workers.count())
            .mapToObj(number -> new EntityShard(pipeline, number, workers.count()))
            .toList();
  }

  /// `event_id,event_time`, the features, `label`, the entities.
  public List<String> header() {
    return columns.header();
  }

  /// The rows of the events among what happened next; an event that the pipeline would have sent to
  /// the dead letters has none.
  public List<List<String>> rows(List<Happening> next) {
    List<Step> steps = new ArrayList<>(next.size());
    for (Happening happening : next) {
      steps.add(new Step(happening, new Position(LOG, 0, offset++)));
    }
    workers.each(worker -> {
      workers.share(steps, worker).forEach(step -> step.accept(contract));
      return worker;
    });
    workers.each(worker -> {
      steps.forEach(step -> step.apply(shards.get(worker)));
      return worker;
    });
    return workers
        .each(worker ->
            workers.share(steps, worker).stream().map(this::row).flatMap(Optional::stream).toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private Optional<List<String>> row(Step step) {
    if (step.accepted.isEmpty() || !(step.happening instanceof PastEvent event)) {
      return Optional.empty();
    }
    List<String> row = new ArrayList<>(columns.count());
    row.add(event.id());
    row.add(InstantText.of(event.time()));
    for (String feature : columns.features()) {
      row.add(FeatureColumns.text(step.value(feature, columns.otherwise(feature))));
    }
    Label label = event.outcome();
    row.add(label == null ? "" : FeatureColumns.text(label.value()));
    event.entities().forEach(key -> row.add(key.id()));
    return Optional.of(row);
  }

  /// Something that happened, on its way through the pipeline.
  ///
  /// Each worker writes what no other one writes or reads at the time.
  private static final class Step {
    private final Happening happening;
    private final Position position;
    private Optional<EventContract.Accepted> accepted = Optional.empty();
    private final List<Map<String, FeatureValue>> parts = new ArrayList<>();

    private Step(Happening happening, Position position) {
      this.happening = happening;
      this.position = position;
    }

    private void accept(EventContract contract) {
      if (happening instanceof PastEvent past) {
        accepted =
            contract.accept(
                new Event(past.id(), past.time(), past.entities(), position, past.payload()));
        past.entities().forEach(key -> parts.add(Map.of()));
      }
    }

    private void apply(EntityShard shard) {
      switch (happening) {
        case PastEvent past -> {
          if (accepted.isPresent() && accepted.get().stateful()) {
            for (int i = 0; i < past.entities().size(); i++) {
              EntityKey key = past.entities().get(i);
              if (shard.has(key)) {
                parts.set(i, shard.observe(key, accepted.get().event()));
              }
            }
          }
        }
        case PastOutcome past -> {
          for (EntityKey key : past.event().entities()) {
            if (shard.has(key)) {
              shard.learn(key, outcome(past));
            }
          }
        }
      }
    }

    private Outcome outcome(PastOutcome past) {
      PastEvent event = past.event();
      return new Outcome(
          event.id(),
          event.time(),
          event.entities(),
          past.label().value(),
          past.label().knownAt(),
          past.label().reporter(),
          position);
    }

    private FeatureValue value(String feature, FeatureValue otherwise) {
      for (Map<String, FeatureValue> part : parts) {
        FeatureValue value = part.get(feature);
        if (value != null) {
          return value;
        }
      }
      return accepted.isPresent()
          ? accepted.get().values().getOrDefault(feature, otherwise)
          : otherwise;
    }
  }
}
