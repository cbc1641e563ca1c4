package io.millrace.cli.deadletters;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which dead letters are asked for; what is absent asks nothing.
///
/// @param reason a part of the reason, in letters of either case
/// @param stage the service that gave the record up
/// @param source the whole name of the topic that the record comes from
/// @param from the earliest time
/// @param to the time before which it must be
record LetterFilter(
    @Nullable String reason,
    @Nullable String stage,
    @Nullable String source,
    @Nullable Instant from,
    @Nullable Instant to) {
  static final LetterFilter ALL = new LetterFilter(null, null, null, null, null);

  boolean accepts(Letter letter) {
    return (reason == null || lower(letter.why().reason()).contains(lower(reason)))
        && (stage == null || letter.why().stage().equals(stage))
        && (source == null || letter.sourceTopic().equals(source))
        && (from == null || !letter.time().isBefore(from))
        && (to == null || letter.time().isBefore(to));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
