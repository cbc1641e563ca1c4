package io.millrace.features;

import io.millrace.contracts.Event;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What features need to know of an event, gathered while they are planned.
///
/// Invariant: a column is what its name says, whatever features ask for it.
final class Columns {
  private final Map<String, ToDoubleFunction<Observed>> numbers = new LinkedHashMap<>();
  private final Map<String, Function<Observed, String>> texts = new LinkedHashMap<>();

  /// An event as columns and expressions see it.
  private record Observed(Map<String, Object> fields, Map<String, Object> variables) {}

  /// The column of a field's numbers.
  int number(String field) {
    return position(numbers, "number:" + field, in -> number(field, in.fields().get(field)));
  }

  /// The column that is 1 where an expression is true, else 0.
  int match(Expression where) {
    return position(numbers, "where:" + where.source(), in -> where.test(in.variables()) ? 1 : 0);
  }

  /// The column of a field's values, of any type.
  int text(String field) {
    return position(texts, "text:" + field, in -> text(in.fields().get(field)));
  }

  Layout layout() {
    return new Layout(List.copyOf(numbers.keySet()), List.copyOf(texts.keySet()));
  }

  /// The row of an event; throws [ExpressionFailure] where a column cannot be computed.
  Row row(Event event, Row.Place place, List<Label> labels, EventSchema schema) {
    if (numbers.isEmpty() && texts.isEmpty()) {
      return Row.event(place, new double[0], new String[0], labels);
    }
    Map<String, Object> fields = schema.fields(event.payload());
    Observed observed = new Observed(fields, Map.of("event", fields, "time", event.time()));
    return Row.event(
        place,
        numbers.values().stream().mapToDouble(column -> column.applyAsDouble(observed)).toArray(),
        texts.values().stream().map(column -> column.apply(observed)).toArray(String[]::new),
        labels);
  }

  private static <T> int position(Map<String, T> columns, String name, T column) {
    columns.putIfAbsent(name, column);
    return List.copyOf(columns.keySet()).indexOf(name);
  }

  private static double number(String field, @Nullable Object value) {
    return switch (value) {
      case null -> Double.NaN;
      case Boolean truth -> truth ? 1 : 0;
      case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue() + 0.0;
      default ->
          throw new ExpressionFailure(
              "field '%s' is '%s', but a feature computes with it: it must be a finite number"
                  .formatted(field, value));
    };
  }

  /// A text that differs wherever values do: its first character says of which type it is.
  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> "s" + text;
      case Double number -> "d" + (number + 0.0);
      default -> "v" + value;
    };
  }
}
