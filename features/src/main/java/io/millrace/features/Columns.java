package io.millrace.features;

import io.millrace.contracts.Event;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What features need to know of an event, gathered while they are planned.
///
/// Invariant: a column is what its name says, whatever features ask for it.
final class Columns {
  private final Map<String, ToLongFunction<Observed>> columns = new LinkedHashMap<>();

  /// An event as columns and expressions see it.
  private record Observed(Map<String, Object> fields, Map<String, Object> variables) {}

  /// The column of a field's numbers.
  int number(String field) {
    return position("number:" + field, in -> bits(number(field, in.fields().get(field))));
  }

  /// The column that is 1 where an expression is true, else 0.
  int match(Expression where) {
    return position("where:" + where.source(), in -> bits(where.test(in.variables()) ? 1 : 0));
  }

  /// The column of a field's values, of any type: equal where they are.
  int value(String field) {
    return position("value:" + field, in -> value(in.fields().get(field)));
  }

  Layout layout() {
    return new Layout(List.copyOf(columns.keySet()));
  }

  /// The columns of an event, in the order of the layout; absent where one could not be computed.
  ///
  /// @param failures takes the reasons, by column
  long[] of(Event event, EventSchema schema, Map<String, ExpressionFailure> failures) {
    long[] bits = new long[columns.size()];
    if (bits.length > 0) {
      Map<String, Object> fields = schema.fields(event.payload());
      Observed observed = new Observed(fields, Map.of("event", fields, "time", event.time()));
      int at = 0;
      for (Map.Entry<String, ToLongFunction<Observed>> column : columns.entrySet()) {
        try {
          bits[at] = column.getValue().applyAsLong(observed);
        } catch (ExpressionFailure e) {
          bits[at] = Layout.ABSENT;
          failures.put(column.getKey(), e);
        }
        at++;
      }
    }
    return bits;
  }

  private int position(String name, ToLongFunction<Observed> column) {
    columns.putIfAbsent(name, column);
    return List.copyOf(columns.keySet()).indexOf(name);
  }

  private static long bits(double number) {
    return Double.doubleToRawLongBits(number);
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

  /// A hash that differs wherever values do: the first character says of which type they are.
  private static long value(@Nullable Object value) {
    return switch (value) {
      case null -> Layout.ABSENT;
      case String text -> Hash.of("s" + text);
      case Double number -> Hash.of("d" + (number + 0.0));
      default -> Hash.of("v" + value);
    };
  }
}
