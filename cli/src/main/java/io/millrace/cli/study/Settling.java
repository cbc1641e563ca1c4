package io.millrace.cli.study;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.cluster.Groups;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.LocalPipeline;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.history.DecisionTally;
import io.millrace.cli.kafka.DecisionWait;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.ReleaseLog;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.runtime.StopSignal;
import io.millrace.trainer.promotion.LearnerThread;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/// Waits until all that was sent has had its effects: events are decided, outcomes have come to the
/// features, what has matured is learned from, and what was assigned stands before the next event.
final class Settling implements Closeable {
  private static final Duration STEP = Duration.ofMillis(20);

  /// A service that does nothing for so long will not.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// A learner does nothing else while it trains.
  private static final Duration LEARNING = Duration.ofMinutes(20);

  private final LocalPipeline pipeline;
  private final List<Reader> readers;
  private final DecisionWait decisions;
  private final DecisionTally tally;
  private final StopSignal stop;
  private final Groups groups;
  private final ReleaseTopic releases;
  private final ReleaseLog assigned = new ReleaseLog();

  Settling(
      LocalPipeline pipeline,
      Layout layout,
      DecisionWait decisions,
      DecisionTally tally,
      StopSignal stop) {
    PipelineDefinition definition = pipeline.definition();
    Map<String, Object> client = pipeline.kafka().client();
    this.pipeline = pipeline;
    this.readers = readers(layout, definition);
    this.decisions = decisions;
    this.tally = tally;
    this.stop = stop;
    this.groups = new Groups(definition.name(), client);
    this.releases = new ReleaseTopic(definition.topics(), client);
  }

  /// Who reads which topics, and how long it may do nothing.
  private record Reader(String name, List<Topic<?, ?>> topics, Duration patience) {
    Reader {
      topics = List.copyOf(topics);
    }
  }

  /// In the order of the stream: once one has done everything, the next one has got everything.
  private static List<Reader> readers(Layout layout, PipelineDefinition pipeline) {
    Map<String, List<Topic<?, ?>>> inputs = Suite.inputs(layout, pipeline);
    List<Reader> readers = new ArrayList<>();
    for (String service : Suite.names(layout, pipeline)) {
      readers.add(new Reader(service, inputs.getOrDefault(service, List.of()), PATIENCE));
    }
    readers.add(new Reader(LearnerThread.GROUP, List.of(pipeline.topics().examples()), LEARNING));
    return readers;
  }

  /// Throws [CommandFailure] saying who is behind if that takes too long, which services have
  /// failed, or that somebody wants to stop.
  ///
  /// @param pause the time in the history
  void await(Instant pause) throws InterruptedException {
    await(
        pause,
        PATIENCE,
        "events have no decision",
        () -> {
          decisions.awaitBacklog(0, Duration.ofSeconds(1));
          return tally.undecided();
        });
    for (Reader reader : readers) {
      String what = "records are still to be read by " + reader.name();
      await(pause, reader.patience(), what, () -> behind(reader));
    }
    await(
        pause,
        PATIENCE,
        "assignment does not stand in every partition of events",
        () -> {
          releases.readToEnd(assigned);
          return assigned.unmarked().isPresent() ? 1 : 0;
        });
  }

  /// What it has committed is asked before where the topics end: what it wrote of that is there.
  private long behind(Reader reader) {
    Map<TopicPartition, Long> next = groups.next(List.of(reader.name()));
    return reader.topics().stream()
        .flatMap(topic -> groups.ends(topic).entrySet().stream())
        .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private void await(Instant pause, Duration patience, String what, LongSupplier left)
      throws InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    for (long now = left.getAsLong(); now > 0; now = left.getAsLong()) {
      List<String> failed = pipeline.services().failed();
      if (!failed.isEmpty()) {
        throw new CommandFailure("%s: services have failed: %s".formatted(pause, failed));
      }
      if (now != last) {
        last = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        throw new CommandFailure(
            "%s: %,d %s, for %d s: look at the log and the dead letters"
                .formatted(pause, now, what, patience.toSeconds()));
      }
      if (stop.await(STEP)) {
        throw new CommandFailure("stopped at " + pause);
      }
    }
  }

  @Override
  public void close() {
    releases.close();
    groups.close();
  }
}
