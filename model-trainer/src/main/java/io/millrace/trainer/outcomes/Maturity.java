package io.millrace.trainer.outcomes;

import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.trainer.outcomes.OpenCase.Decided;
import io.millrace.trainer.outcomes.OpenCase.Predicted;
import io.millrace.trainer.outcomes.OpenCase.Reported;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// When a case is an example, which cases are wanted as examples, and for what they stand.
///
/// Whatever was once reported positive is wanted. Of the others a share is, chosen by the event's
/// id, and each of these stands for those that are not. So does an event that was held back, for
/// those that were not. As the two are chosen independently of each other, one that is of both
/// stands for as many as both together; and the weights of those whose truth could show itself add
/// up to all events.
record Maturity(LearningDefinition learning) {

  boolean isMature(OpenCase open, Instant now) {
    return !now.isBefore(maturesAt(open));
  }

  private Instant maturesAt(OpenCase open) {
    return open.eventTime().plus(learning.maturity());
  }

  /// Whether nothing is learned from it any more.
  boolean isOver(OpenCase open, Instant now) {
    return !now.isBefore(overAt(open));
  }

  private Instant overAt(OpenCase open) {
    return maturesAt(open).plus(learning.span());
  }

  /// The next time after one at which there may be something new to say of a case.
  Instant nextLook(OpenCase open, Instant now) {
    if (!isMature(open, now)) {
      return maturesAt(open);
    }
    Instant nextReport = open.nextReportAfter(now);
    Instant over = overAt(open);
    return nextReport == null || nextReport.isAfter(over) ? over : nextReport;
  }

  /// Whether a case makes an example, or may make one if its prediction still comes.
  boolean isWanted(OpenCase open) {
    return open.predicted() == null || open.isEverPositive() || isChosen(open.eventId());
  }

  /// The example that a mature case makes at a time, absent where it makes none yet.
  @Nullable Example example(OpenCase open, Instant now) {
    Predicted predicted = open.predicted();
    boolean wasPositive = open.wasPositiveBy(now);
    if (predicted == null || !(wasPositive || isChosen(open.eventId()))) {
      return null;
    }
    Decided decided = open.decided();
    Reported known = open.knownAt(now);
    FeatureValue label = known == null ? Example.NEGATIVE : known.label();
    return new Example(
        open.eventId(),
        open.eventTime(),
        predicted.entities(),
        predicted.features(),
        predicted.judged(),
        predicted.shadow(),
        label,
        known == null ? null : known.report(),
        decided == null ? null : decided.outcome(),
        isObserved(decided),
        weight(open, decided),
        predicted.at());
  }

  private boolean isObserved(@Nullable Decided decided) {
    return decided == null
        || decided.isHeldBack()
        || !learning.blinding().contains(decided.outcome());
  }

  /// What was positive by its maturity is kept whatever its id; all else stands for those that were
  /// not chosen, also where it has turned out positive since.
  private double weight(OpenCase open, @Nullable Decided decided) {
    double ofLabel = open.wasPositiveBy(maturesAt(open)) ? 1 : 1 / learning.negatives();
    return decided == null ? ofLabel : ofLabel / decided.share();
  }

  /// The same for an event whoever asks, and whatever the share: more add events and take none
  /// away.
  private boolean isChosen(String eventId) {
    CRC32C hash = new CRC32C();
    hash.update(eventId.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() < learning.negatives() * 0x1p32;
  }
}
