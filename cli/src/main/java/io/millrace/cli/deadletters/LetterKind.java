package io.millrace.cli.deadletters;

import java.util.regex.Pattern;

/// What dead letters have in common that fail for the same reason.
///
/// @param stage the service that gave them up
/// @param source the topic that they come from
/// @param reason their reason without what differs from one to the next
record LetterKind(String stage, String source, String reason) {
  private static final int MOST_CHARACTERS = 100;

  /// Quoted values, and words with a digit in them: ids, amounts, times, offsets. The status of an
  /// HTTP answer is no such value, but what tells one failure from another.
  private static final Pattern VALUES =
      Pattern.compile("'[^']*'|\"[^\"]*\"|(?<![^\\s:]|HTTP )[^\\s:]*\\d[^\\s:]*");

  static LetterKind of(Letter letter) {
    return new LetterKind(
        letter.why().stage(), letter.sourceTopic(), folded(letter.why().reason(), letter.key()));
  }

  /// @param key of the record; an action's begins with the event's id
  private static String folded(String reason, String key) {
    String id = key.split(":", 2)[0];
    Pattern asWord = Pattern.compile("(?<!\\w)" + Pattern.quote(id) + "(?!\\w)");
    String withoutId = id.isEmpty() ? reason : asWord.matcher(reason).replaceAll("…");
    String folded = VALUES.matcher(withoutId).replaceAll("…");
    return folded.length() <= MOST_CHARACTERS ? folded : folded.substring(0, MOST_CHARACTERS) + '…';
  }
}
