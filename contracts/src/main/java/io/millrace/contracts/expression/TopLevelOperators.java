package io.millrace.contracts.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The operators of a CEL text that stand outside of strings, comments and brackets of any kind:
/// those that join, choose between or compare its largest parts.
final class TopLevelOperators {
  static final String AND = "&&";

  private static final List<String> JOINING_OTHERWISE = List.of("||", "?");
  private static final List<String> COMPARING = List.of("<=", ">=", "==", "!=", "<", ">");

  /// The longer ones first: `<=` is no `<`.
  private static final List<String> SYMBOLS =
      Stream.of(List.of(AND), JOINING_OTHERWISE, COMPARING).flatMap(List::stream).toList();

  private final String source;
  private final List<Found> all = new ArrayList<>();

  /// One of them.
  ///
  /// @param at where it begins
  record Found(String symbol, int at) {
    int end() {
      return at + symbol.length();
    }
  }

  private TopLevelOperators(String source) {
    this.source = source;
  }

  /// What a conjunction joins, in order; the whole text where it is none.
  static List<String> conjuncts(String source) {
    List<Found> operators = of(source);
    if (operators.stream().anyMatch(found -> JOINING_OTHERWISE.contains(found.symbol()))) {
      return List.of(source);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (Found found : operators) {
      if (found.symbol().equals(AND)) {
        parts.add(source.substring(from, found.at()).strip());
        from = found.end();
      }
    }
    parts.add(source.substring(from).strip());
    return parts;
  }

  /// The one comparison that a text is; empty where it is something else, or compares more than two
  /// values.
  static List<Found> comparison(String source) {
    List<Found> operators = of(source);
    return operators.size() == 1 && COMPARING.contains(operators.getFirst().symbol())
        ? operators
        : List.of();
  }

  private static List<Found> of(String source) {
    TopLevelOperators operators = new TopLevelOperators(source);
    operators.scan();
    return operators.all;
  }

  private void scan() {
    int depth = 0;
    for (int i = 0; i < source.length(); ) {
      char c = source.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfString(i);
      } else if (source.startsWith("//", i)) {
        i = endOfLine(i);
      } else {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        i += depth == 0 ? take(i) : 1;
      }
    }
  }

  /// Takes the operator that begins here, if one does; returns how far to go on.
  private int take(int at) {
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        all.add(new Found(symbol, at));
        return symbol.length();
      }
    }
    return 1;
  }

  /// A backslash before a quote escapes it; CEL has it in no raw string.
  private int endOfString(int from) {
    String quote = source.substring(from, from + 1);
    String closing = source.startsWith(quote.repeat(3), from) ? quote.repeat(3) : quote;
    int i = from + closing.length();
    while (i < source.length() && !source.startsWith(closing, i)) {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), i + closing.length());
  }

  private int endOfLine(int from) {
    int end = source.indexOf('\n', from);
    return end < 0 ? source.length() : end;
  }
}
