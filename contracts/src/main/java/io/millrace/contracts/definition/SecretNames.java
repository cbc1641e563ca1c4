package io.millrace.contracts.definition;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of secrets in a text, written `${NAME}`. They stand for themselves everywhere but in
/// action-triggers.
public final class SecretNames {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private SecretNames() {}

  /// The text with a value in the place of each name.
  public static String replace(String text, UnaryOperator<String> value) {
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(value.apply(name.group(1))));
  }

  /// Whether a text begins with a name.
  static boolean leads(String text) {
    return NAME.matcher(text).lookingAt();
  }

  /// Whether a text names what configures the services: that is nobody else's.
  static boolean hasReserved(String text) {
    return NAME.matcher(text)
        .results()
        .anyMatch(
            name -> name.group(1).startsWith("KAFKA_") || name.group(1).startsWith("MILLRACE_"));
  }

  /// Whether what is written like a name is none, such as `${my-key}` or `${KEY`.
  static boolean hasMalformed(String text) {
    return replace(text, _ -> "").contains("${");
  }
}
