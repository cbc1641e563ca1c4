package io.millrace.cli.history;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.json.InstantText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns a recorded log by entity into a table of features: those that were computed of the same
/// log, to the bit.
///
/// First comes all of the log, then all outcomes; then the rows can be taken. An event that came
/// more than once has one row: that of the record which stands first in `raw`. Until the end all
/// events are in memory, for their other entities, their labels and their order: about 120 bytes
/// each, and 8 for each feature.
public final class TopicBackfill {
  private final FeatureColumns columns;
  private final EventContract contract;
  private final LogReplay log;
  private final IdIndex ids = new IdIndex();
  private final IdIndex texts = new IdIndex();

  /// By the number of their id; null where the log does not know their features.
  private final List<@Nullable LoggedEvent> events = new ArrayList<>();

  /// @param features which, in the order of the columns
  public TopicBackfill(PipelineDefinition pipeline, List<String> features) {
    this.columns = new FeatureColumns(pipeline, features);
    this.contract = new EventContract(pipeline);
    this.log = new LogReplay(pipeline, new Gathering());
  }

  /// Takes the log, all of it before the first outcome.
  public LogReplay log() {
    return log;
  }

  /// Takes what an event turned out to be: its label, until it turns out to be something else.
  public void label(Outcome outcome) {
    int number = ids.find(outcome.eventId());
    LoggedEvent event = number == IdIndex.NONE ? null : events.get(number);
    if (event != null) {
      event.label = texts.numberOf(FeatureColumns.text(outcome.label()));
    }
  }

  /// `event_id,event_time`, the features, `label`, the entities.
  public List<String> header() {
    return columns.header();
  }

  /// The rows by the time of their events, those of one time by their place in `raw`.
  public Stream<List<String>> rows() {
    // Sorted apart: behind a sorting step, the iterator of a stream holds all rows at once.
    List<LoggedEvent> sorted = complete().sorted(LoggedEvent.ORDER).toList();
    return sorted.stream().map(this::row);
  }

  /// How many rows there are.
  public long count() {
    return complete().count();
  }

  /// How many events have no row because their features look back on what the log has lost.
  public long unknown() {
    return events.stream().filter(Objects::isNull).count();
  }

  /// How many events have no row because the log does not have them for each of their entities.
  public long incomplete() {
    return events.size() - unknown() - count();
  }

  private Stream<LoggedEvent> complete() {
    return events.stream().filter(Objects::nonNull).filter(LoggedEvent::isComplete);
  }

  private List<String> row(LoggedEvent event) {
    List<String> row = new ArrayList<>(columns.count());
    row.add(ids.textOf(event.id));
    row.add(InstantText.of(Instant.ofEpochMilli(event.time)));
    for (int i = 0; i < event.features.length; i++) {
      double cell = event.features[i];
      row.add(columns.isNumber(i) ? Double.toString(cell) : texts.textOf((int) cell));
    }
    row.add(event.label == IdIndex.NONE ? "" : texts.textOf(event.label));
    for (int entity : event.entities) {
      row.add(texts.textOf(entity));
    }
    return row;
  }

  /// Puts the features of each event together, as they come from its entities.
  private final class Gathering implements LogReplay.Answers {

    @Override
    public void known(EntityKey key, RoutedEvent routed, Map<String, FeatureValue> values) {
      int number = ids.numberOf(routed.event().id());
      if (number == events.size()) {
        events.add(logged(number, routed));
      }
      LoggedEvent event = events.get(number);
      if (event == null) {
        return;
      }
      int place = event.compareTo(routed.event().source());
      if (place > 0) {
        event = logged(number, routed);
        events.set(number, event);
      }
      if (place >= 0 && event.complete(Part.ofEntity(key.entity()))) {
        fill(event.features, values);
      }
    }

    @Override
    public void unknown(RoutedEvent routed) {
      int number = ids.numberOf(routed.event().id());
      if (number == events.size()) {
        events.add(null);
      }
      events.set(number, null);
    }

    private LoggedEvent logged(int number, RoutedEvent routed) {
      Event event = routed.event();
      double[] features = new double[columns.features().size()];
      fill(features, columns.defaults());
      if (routed.slip().allParts().contains(Part.EVENT)) {
        fill(features, contract.stateless(event));
      }
      int[] entities =
          event.entities().stream().mapToInt(entity -> texts.numberOf(entity.id())).toArray();
      return new LoggedEvent(number, routed, entities, features);
    }

    private void fill(double[] features, Map<String, FeatureValue> values) {
      values.forEach((name, value) -> {
        int column = columns.find(name);
        if (column != FeatureColumns.NONE) {
          features[column] =
              value instanceof FeatureValue.Scalar(double number)
                  ? number
                  : texts.numberOf(FeatureColumns.text(value));
        }
      });
    }
  }
}
