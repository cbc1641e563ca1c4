package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The events of several histories, each in the order of time, as one in the order of time. Of
/// events at the same time, those of the earlier history come first.
public final class MergedHistory implements Iterator<PastEvent> {
  private final List<History> histories;
  private final Queue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparing((Head head) -> head.event().time()).thenComparingInt(Head::rank));

  public MergedHistory(List<History> histories) {
    this.histories = List.copyOf(histories);
    for (int rank = 0; rank < histories.size(); rank++) {
      pull(rank, Instant.MIN);
    }
  }

  /// The events of tables, with the columns and the feedback of a pipeline; they are closed with
  /// the stream. Throws [CommandFailure] if one is no such table.
  public static Stream<PastEvent> open(List<Path> files, PipelineDefinition pipeline) {
    return open(files, pipeline, null);
  }

  /// The same with another time at which outcomes become known.
  ///
  /// @param knownAfter how long after its event; absent for the pipeline's own
  public static Stream<PastEvent> open(
      List<Path> files, PipelineDefinition pipeline, @Nullable Duration knownAfter) {
    List<History> histories = new ArrayList<>();
    try {
      files.forEach(file -> histories.add(History.open(file, pipeline, Map.of(), knownAfter)));
      Iterator<PastEvent> events = new MergedHistory(histories);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false)
          .onClose(() -> histories.forEach(History::close));
    } catch (RuntimeException e) {
      histories.forEach(History::close);
      throw e;
    }
  }

  /// How many events there will be, judged by those read so far.
  public long estimatedEvents() {
    return histories.stream().mapToLong(History::estimatedEvents).sum();
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  /// Throws [CommandFailure] if a history turns out not to be in the order of time.
  @Override
  public PastEvent next() {
    Head head = heads.remove();
    pull(head.rank(), head.event().time());
    return head.event();
  }

  private void pull(int rank, Instant notBefore) {
    History history = histories.get(rank);
    if (!history.hasNext()) {
      return;
    }
    PastEvent event = history.next();
    if (event.time().isBefore(notBefore)) {
      throw new CommandFailure(
          "%s is not in the order of time: event %s at %s follows one at %s; sort it by time"
              .formatted(history.file(), event.id(), event.time(), notBefore));
    }
    heads.add(new Head(event, rank));
  }

  private record Head(PastEvent event, int rank) {}
}
