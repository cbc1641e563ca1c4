package io.millrace.contracts;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Says that a dead letter was published again: a record without key or value, in the partition of
/// the dead letter and behind it. So it is kept as long, and whoever reads the letter reads it too.
///
/// @param letter where the dead letter stands
/// @param to where its record stands now
public record RedriveMark(Position letter, Position to) {
  public static final String REDRIVEN = "redriven";
  public static final String TO = "redriven-to";

  /// In the place of a service that gave a record up.
  public static final String STAGE = "redrive";

  /// The mark that headers make; empty for those of a dead letter, whatever else whoever sent its
  /// record has put there: the stage is always that of the service that gave it up.
  public static Optional<RedriveMark> of(Headers headers) {
    Position letter = HeaderText.position(headers, REDRIVEN);
    Position to = HeaderText.position(headers, TO);
    return letter == null || to == null || !STAGE.equals(HeaderText.get(headers, DeadLetter.STAGE))
        ? Optional.empty()
        : Optional.of(new RedriveMark(letter, to));
  }

  /// The headers of its record: a reason and a stage too, for those who read all that comes.
  public Headers headers() {
    Headers headers = new RecordHeaders();
    new DeadLetter("redriven to " + to, STAGE, null).writeTo(headers);
    HeaderText.set(headers, REDRIVEN, letter.toString());
    HeaderText.set(headers, TO, to.toString());
    return headers;
  }
}
