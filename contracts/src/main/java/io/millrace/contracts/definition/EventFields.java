package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Suggestion;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.Optional;
import java.util.function.Predicate;

/// The fields that the event schema declares, to check what `pipeline.yaml` says of them.
///
/// Where the schema could not be read, nothing is known and nothing is found wrong.
record EventFields(String schemaFile, Optional<Struct> declared, Findings findings) {

  /// The type that expressions know `event` by.
  ValueType type() {
    return declared.<ValueType>map(struct -> struct).orElse(Primitive.ANY);
  }

  /// A field that can be an id: a text or an integer in every event.
  void requireId(String key, Scalar field) {
    require(
        key,
        field,
        type -> type == Primitive.TEXT || type == Primitive.INTEGER,
        "an id is a string or an integer");
  }

  /// A field that can be a time: a text or an integer in every event.
  void requireTime(String key, Scalar field) {
    require(
        key,
        field,
        type -> type == Primitive.TEXT || type == Primitive.INTEGER,
        "a time is a string such as 2018-06-01T10:00:00Z, or an integer of milliseconds since 1970");
  }

  /// A field that can be summed: a number in every event.
  void requireNumber(String key, Scalar field) {
    require(key, field, ValueType::isNumeric, "aggregate a field of type number or integer");
  }

  /// A field whose values can be told apart: no list or object, and in every event.
  void requireSimple(String key, Scalar field) {
    require(
        key,
        field,
        type -> type instanceof Primitive && type != Primitive.ANY,
        "use a field of type string, number, integer or boolean");
  }

  private void require(String key, Scalar name, Predicate<ValueType> fits, String remedy) {
    declared.ifPresent(struct -> {
      Field field = struct.fields().get(name.text());
      if (field == null) {
        add(name, key, "is no field of " + schemaFile, suggestion(name, struct));
      } else if (!fits.test(field.type())) {
        add(name, key, "is %s in %s".formatted(field.type(), schemaFile), remedy);
      } else if (!field.required()) {
        add(
            name,
            key,
            "may be absent from an event",
            "add it to \"required\" in %s, and let it not be null".formatted(schemaFile));
      }
    });
  }

  private static String suggestion(Scalar name, Struct struct) {
    return Suggestion.of(name.text(), struct.fields().keySet());
  }

  private void add(Scalar name, String key, String problem, String remedy) {
    findings.add(name.line(), "%s '%s' %s".formatted(key, name.text(), problem), remedy);
  }
}
