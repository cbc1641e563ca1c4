package io.millrace.cli.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /// What is asked for and no dead letter has, though there are some: most likely it is written
  /// wrong.
  Optional<String> unknownIn(List<Letter> letters) {
    return unknown("stage", stage, letters, letter -> letter.why().stage())
        .or(() -> unknown("source", source, letters, Letter::sourceTopic));
  }

  private static Optional<String> unknown(
      String what, @Nullable String wanted, List<Letter> letters, Function<Letter, String> of) {
    Set<String> known = letters.stream().map(of).collect(Collectors.toCollection(TreeSet::new));
    return wanted == null || known.isEmpty() || known.contains(wanted)
        ? Optional.empty()
        : Optional.of(
            "no dead letter has the %s '%s': those that are there have %s"
                .formatted(what, wanted, String.join(", ", known)));
  }

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
