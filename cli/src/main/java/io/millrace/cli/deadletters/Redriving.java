package io.millrace.cli.deadletters;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.deadletters.RedriveReport.Outcome;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Publishes dead letters again, some at a time, and marks those that have arrived.
///
/// The mark comes second: whoever is interrupted in between publishes a record twice rather than
/// not at all.
final class Redriving {
  /// So many values are in memory at once.
  private static final int AT_ONCE = 100;

  private final Producer<byte[], byte[]> producer;
  private final RedriveRules rules;
  private final boolean dryRun;
  private final List<Sent> sent = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  /// A record on its way, for a dead letter.
  private record Sent(Position letter, Future<RecordMetadata> at) {}

  /// @param dryRun whether nothing is published
  Redriving(Producer<byte[], byte[]> producer, RedriveRules rules, boolean dryRun) {
    this.producer = producer;
    this.rules = rules;
    this.dryRun = dryRun;
  }

  void redrive(ConsumerRecord<byte[], byte[]> letter) {
    Position at = Letter.at(letter);
    switch (rules.judge(letter)) {
      case RedriveRules.Redrive.Refuse(String reason) ->
          outcomes.add(new Outcome.Failed(at, reason));
      case RedriveRules.Redrive.Publish(ProducerRecord<byte[], byte[]> record) -> {
        if (dryRun) {
          outcomes.add(new Outcome.Planned(at, record.topic()));
        } else {
          sent.add(new Sent(at, producer.send(record)));
        }
      }
    }
    if (sent.size() >= AT_ONCE) {
      markSent();
    }
  }

  /// Adds one that there is none of.
  void missing(Position letter) {
    outcomes.add(
        new Outcome.Failed(
            letter,
            "there is no such dead letter: millrace dead-letters list shows those that are there"));
  }

  /// Waits for what is on its way; what has come of all.
  List<Outcome> finish() {
    markSent();
    return outcomes;
  }

  private void markSent() {
    producer.flush();
    List<Outcome.Done> arrived = new ArrayList<>();
    List<Future<RecordMetadata>> marks = new ArrayList<>();
    for (Sent each : sent) {
      String refusal = refusal(each.at());
      if (refusal != null) {
        outcomes.add(new Outcome.Failed(each.letter(), "the broker refuses it: " + refusal));
      } else {
        RecordMetadata at = each.at().resultNow();
        Position to = new Position(at.topic(), at.partition(), at.offset());
        arrived.add(new Outcome.Done(each.letter(), to));
        marks.add(producer.send(mark(new RedriveMark(each.letter(), to))));
      }
    }
    sent.clear();
    producer.flush();
    for (int i = 0; i < arrived.size(); i++) {
      Outcome.Done done = arrived.get(i);
      String refusal = refusal(marks.get(i));
      outcomes.add(refusal == null ? done : unmarked(done, refusal));
    }
  }

  private static Outcome unmarked(Outcome.Done done, String refusal) {
    return new Outcome.Failed(
        done.letter(),
        "it stands at %s again, but could not be marked, so the next redrive would publish it once more: %s"
            .formatted(done.to(), refusal));
  }

  private static ProducerRecord<byte[], byte[]> mark(RedriveMark mark) {
    return new ProducerRecord<>(
        mark.letter().topic(), mark.letter().partition(), null, null, null, mark.headers());
  }

  private static @Nullable String refusal(Future<RecordMetadata> sent) {
    try {
      sent.get();
      return null;
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while records were published", e);
    }
  }
}
