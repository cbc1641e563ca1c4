package io.millrace.contracts.expression;

import dev.cel.common.CelIssue;
import dev.cel.runtime.CelEvaluationException;
import io.millrace.contracts.expression.InvalidExpression.Problem;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What CEL says of an expression, in words that a person understands.
final class Explanation {
  private static final int LONGEST_QUOTE = 100;
  private static final Pattern UNKNOWN_FIELD = Pattern.compile("undefined field '(.+)'");
  private static final Pattern UNKNOWN_NAME = Pattern.compile("undeclared reference to '([^']+)'.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '(.+?)' applied to '\\((.*?)\\)'.*");
  private static final Pattern LITERAL =
      Pattern.compile("(\\w+) validation failed\\. Reason: (?:evaluation error: )?(.*)");
  private static final Pattern SYNTAX = Pattern.compile("(.*?) expecting .*");
  private static final Pattern WHERE = Pattern.compile("^evaluation error( at [^ ]+)?: ");

  /// Operators as CEL's checker names them: `_>_`, `!_`, `@in`.
  private static final Pattern OPERATOR_MARKS = Pattern.compile("^_(?!\\[)|_$|@");

  private final String source;
  private final Map<String, ValueType> variables;

  Explanation(String source, Map<String, ValueType> variables) {
    this.source = source;
    this.variables = variables;
  }

  /// Why an expression could not be computed.
  static String ofFailure(CelEvaluationException failure) {
    return WHERE.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }

  Problem of(CelIssue issue) {
    String message = issue.getMessage().strip();
    if (UNKNOWN_FIELD.matcher(message) instanceof Matcher field && field.matches()) {
      String name = field.group(1);
      return problem("has no field '" + name + "'", Suggestion.of(name, fieldNames()));
    }
    if (UNKNOWN_NAME.matcher(message) instanceof Matcher name && name.matches()) {
      String unknown = name.group(1);
      return problem("'" + unknown + "' is unknown here", unknownName(unknown));
    }
    if (NO_OVERLOAD.matcher(message) instanceof Matcher overload && overload.matches()) {
      String operator = OPERATOR_MARKS.matcher(overload.group(1)).replaceAll("");
      return problem(
          "'%s' does not take (%s)".formatted(operator, overload.group(2)),
          "use values of one type; beside a double write whole numbers with a point, e.g. 2.0");
    }
    if (LITERAL.matcher(message) instanceof Matcher literal && literal.matches()) {
      return problem(
          literal.group(2),
          literal.group(1).equals("duration")
              ? "the units are h, m, s and ms: 7 days are 168h"
              : "write a time such as 2018-06-01T10:00:00Z");
    }
    Matcher syntax = SYNTAX.matcher(message);
    return problem(
        (syntax.matches() ? syntax.group(1) : message) + " at column " + column(issue),
        "write an expression of CEL, e.g. event.amount > 100");
  }

  private String unknownName(String unknown) {
    return source.matches("(?s).*\\b" + Pattern.quote(unknown) + "\\s*\\(.*")
        ? "it is no variable (%s) and no function of CEL".formatted(names())
        : Suggestion.of(unknown, variables.keySet());
  }

  private String names() {
    return String.join(", ", variables.keySet());
  }

  private List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    for (ValueType variable : variables.values()) {
      if (variable instanceof Struct struct) {
        names.addAll(struct.fields().keySet());
      }
    }
    return names;
  }

  private Problem problem(String what, String remedy) {
    return new Problem("'%s': %s".formatted(shortened(source), what), remedy);
  }

  /// The text itself, or its beginning where it is too long for a message.
  static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }

  private static int column(CelIssue issue) {
    return issue.getSourceLocation().getColumn() + 1;
  }
}
