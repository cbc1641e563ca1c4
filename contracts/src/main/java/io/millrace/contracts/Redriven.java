package io.millrace.contracts;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Says of a record that it was published again out of the dead letters: the headers it gets.
///
/// What is made of such a record carries them on. So a stage that must know one from a duplicate
/// asks for the source, which tells whether the record itself was published again, or one before
/// it.
///
/// @param letter where its dead letter stands
/// @param source where the record stood that failed
public record Redriven(Position letter, Position source) {
  public static final String FROM = "redriven-from";
  public static final String SOURCE = "redriven-source";

  /// Where the record stood that one of a topic stands for; empty for one that was not published
  /// again to this topic.
  public static Optional<Position> sourceIn(String topic, Headers headers) {
    return Optional.ofNullable(HeaderText.position(headers, SOURCE))
        .filter(source -> source.topic().equals(topic));
  }

  /// The headers of a record that has come to a topic from outside: without these, unless it was
  /// published again to this very topic. Nobody can pretend that a record further down was.
  public static Headers keptBy(String topic, Headers headers) {
    Headers kept = new RecordHeaders(headers);
    if (sourceIn(topic, headers).isEmpty()) {
      kept.remove(FROM).remove(SOURCE);
    }
    return kept;
  }

  /// Sets the headers, in the place of any that are there under the same names.
  public void writeTo(Headers headers) {
    HeaderText.set(headers, FROM, letter.toString());
    HeaderText.set(headers, SOURCE, source.toString());
  }
}
