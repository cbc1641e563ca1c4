package io.millrace.cli.deadletters;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The dead letters of a pipeline, and which of them were redriven.
final class LetterLog {
  private static final Comparator<Letter> OLDEST_FIRST =
      Comparator.comparing(Letter::time)
          .thenComparingInt(letter -> letter.at().partition())
          .thenComparingLong(letter -> letter.at().offset());

  private final Map<Position, Letter> letters = new HashMap<>();
  private final Map<Position, Position> redriven = new HashMap<>();

  /// Takes a record of the topic: a dead letter, or the mark that one was redriven.
  void take(ConsumerRecord<byte[], byte[]> record) {
    Optional<RedriveMark> mark = RedriveMark.of(record.headers());
    if (mark.isPresent()) {
      redriven.put(mark.get().letter(), mark.get().to());
    } else {
      Letter letter = Letter.of(record);
      letters.put(letter.at(), letter);
    }
  }

  /// Those that pass a filter, the newest last; throws [CommandFailure] if it asks for what none
  /// has.
  List<Letter> matching(LetterFilter filter) {
    filter
        .unknownIn(List.copyOf(letters.values()))
        .ifPresent(unknown -> {
          throw new CommandFailure(unknown);
        });
    return letters.values().stream().filter(filter::accepts).sorted(OLDEST_FIRST).toList();
  }

  int size() {
    return letters.size();
  }

  boolean has(Position letter) {
    return letters.containsKey(letter);
  }

  /// Where a dead letter was redriven to the last time; null if it never was.
  @Nullable Position redrivenTo(Position letter) {
    return redriven.get(letter);
  }

  boolean isRedriven(Letter letter) {
    return redriven.containsKey(letter.at());
  }
}
