package io.millrace.contracts.expression;

import dev.cel.common.CelErrorCode;
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
  private static final Pattern UNKNOWN_NAME =
      Pattern.compile("undeclared reference to '([^']+)'.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '(.+?)' applied to '\\((.*?)\\)'.*");
  private static final Pattern LITERAL =
      Pattern.compile("(\\w+) validation failed\\. Reason: (?:evaluation error: )?(.*)");
  private static final Pattern SYNTAX = Pattern.compile("(.*?) expecting .*");
  private static final Pattern WHERE = Pattern.compile("^evaluation error( at [^ ]+)?: ");

  /// What surrounds operators as CEL's checker names them: `_>_`, `!_`, `@in`, `_[_]`.
  private static final Pattern OPERATOR_MARKS = Pattern.compile("^@|_(?!\\w)");

  private static final String DIVISION_BY_ZERO = "/ by zero";
  private static final String OVERFLOW = "integer overflow";

  private final String source;
  private final Map<String, ValueType> variables;

  Explanation(String source, Map<String, ValueType> variables) {
    this.source = source;
    this.variables = variables;
  }

  /// Why an expression could not be computed: in the same words each time. The JVM leaves the
  /// message of an arithmetic error out, once the code that computes is compiled.
  static String ofFailure(CelEvaluationException failure) {
    if (failure.getErrorCode() == CelErrorCode.DIVIDE_BY_ZERO) {
      return DIVISION_BY_ZERO;
    }
    if (failure.getErrorCode() == CelErrorCode.NUMERIC_OVERFLOW) {
      return OVERFLOW;
    }
    return WHERE.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }

  Problem of(CelIssue issue) {
    String message = issue.getMessage().strip();
    Matcher field = UNKNOWN_FIELD.matcher(message);
    if (field.matches()) {
      String name = field.group(1);
      return new Problem("there is no field '" + name + "'", Suggestion.of(name, fieldNames()));
    }
    Matcher name = UNKNOWN_NAME.matcher(message);
    if (name.matches()) {
      String unknown = name.group(1);
      return new Problem("'" + unknown + "' is unknown here", unknownName(unknown));
    }
    Matcher overload = NO_OVERLOAD.matcher(message);
    if (overload.matches()) {
      String operator = OPERATOR_MARKS.matcher(overload.group(1)).replaceAll("");
      return new Problem(
          "'%s' does not take (%s)".formatted(operator, overload.group(2)),
          operator.equals(ListFunction.WRITTEN)
              ? "give it a list and a text or an integer, e.g. %s".formatted(ListFunction.EXAMPLE)
              : "use values of one type; beside a double write whole numbers with a point, e.g. 2.0");
    }
    return ofText(message, issue.getSourceLocation().getColumn() + 1);
  }

  private static Problem ofText(String message, int column) {
    Matcher literal = LITERAL.matcher(message);
    if (literal.matches()) {
      return new Problem(
          literal.group(2),
          literal.group(1).equals("duration")
              ? "the units are h, m, s and ms: 7 days are 168h"
              : "write a time such as 2018-06-01T10:00:00Z");
    }
    Matcher syntax = SYNTAX.matcher(message);
    return new Problem(
        "%s at column %d".formatted(syntax.matches() ? syntax.group(1) : message, column),
        "write an expression of CEL, e.g. event.amount > 100");
  }

  private String unknownName(String unknown) {
    if (unknown.equals(ListFunction.WRITTEN)) {
      return "it is known in the policy alone, as " + ListFunction.EXAMPLE;
    }
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

  /// The text itself, or its beginning where it is too long for a message.
  static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
