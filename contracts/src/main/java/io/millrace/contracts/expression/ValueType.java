package io.millrace.contracts.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The type of a value that expressions see: of a variable, of a field, of a result.
///
/// At run time a text is a `String`, an integer a `Long`, a number a `Double`, a truth value a
/// `Boolean`, a time an `Instant`, a list a `List` and a struct a `Map` of its fields.
public sealed interface ValueType {

  /// A type without parts. `ANY` is known at run time alone.
  enum Primitive implements ValueType {
    TEXT,
    INTEGER,
    NUMBER,
    TRUTH,
    TIME,
    ANY;

    @Override
    public String toString() {
      return switch (this) {
        case TEXT -> "a text";
        case INTEGER -> "an integer";
        case NUMBER -> "a number";
        case TRUTH -> "a truth value";
        case TIME -> "a time";
        case ANY -> "of any type";
      };
    }
  }

  /// A list of values of one type.
  record ListOf(ValueType element) implements ValueType {
    @Override
    public String toString() {
      return "a list";
    }
  }

  /// An object with named fields, and no others as far as expressions are concerned.
  record Struct(Map<String, Field> fields) implements ValueType {
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      return "an object";
    }
  }

  /// A field of an object.
  ///
  /// @param required whether it is always there; an expression must ask `has(…)` otherwise
  record Field(ValueType type, boolean required) {}

  /// Whether values of this type are numbers.
  default boolean isNumeric() {
    return this == Primitive.NUMBER || this == Primitive.INTEGER;
  }
}
