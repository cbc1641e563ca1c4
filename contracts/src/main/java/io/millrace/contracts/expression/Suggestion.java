package io.millrace.contracts.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The remedy for a name that is unknown: the known name that was probably meant.
public final class Suggestion {

  private Suggestion() {}

  /// `did you mean 'amount'?`, or all that is known where nothing is near.
  public static String of(String unknown, Collection<String> known) {
    if (known.isEmpty()) {
      return "there are none here";
    }
    return nearest(unknown, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElse("known are " + String.join(", ", known));
  }

  private static Optional<String> nearest(String unknown, Collection<String> known) {
    int tolerance = Math.max(1, unknown.length() / 3);
    return known.stream()
        .filter(name -> distance(unknown, name) <= tolerance)
        .min(Comparator.comparingInt(name -> distance(unknown, name)));
  }

  /// The edits between two names, whatever their case: insertions, deletions, replacements
  /// (Levenshtein), and exchanges of neighbours.
  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(a, b, edits, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(String a, String b, int[][] edits, int i, int j) {
    int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int insertOrDelete = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    int exchange = exchanged ? edits[i - 2][j - 2] + 1 : Integer.MAX_VALUE;
    return Math.min(replace, Math.min(insertOrDelete, exchange));
  }
}
