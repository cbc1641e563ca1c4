package io.millrace.contracts.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Our types in the terms of CEL's type checker, and back.
///
/// Structs are known to the checker alone: at run time they are maps. Their names hold a blank, so
/// that no expression can mean one of them.
final class CelTypes {
  private static final Optional<ValueType> NUMBERS = Optional.of(new ListOf(Primitive.NUMBER));

  private final Map<String, CelType> structs = new LinkedHashMap<>();

  /// The checker's type of a variable or field.
  ///
  /// @param path where it is found, such as `event.merchant`
  CelType celType(String path, ValueType type) {
    return switch (type) {
      case Primitive.TEXT -> SimpleType.STRING;
      case Primitive.INTEGER -> SimpleType.INT;
      case Primitive.NUMBER -> SimpleType.DOUBLE;
      case Primitive.TRUTH -> SimpleType.BOOL;
      case Primitive.TIME -> SimpleType.TIMESTAMP;
      case Primitive.ANY -> SimpleType.DYN;
      case ListOf(ValueType element) -> ListType.create(celType(path + "[]", element));
      case Struct(Map<String, Field> fields) -> struct(path, fields);
    };
  }

  private CelType struct(String path, Map<String, Field> fields) {
    ImmutableMap.Builder<String, CelType> builder = ImmutableMap.builder();
    fields.forEach((name, field) -> builder.put(name, celType(path + '.' + name, field.type())));
    ImmutableMap<String, CelType> types = builder.buildOrThrow();
    StructType struct =
        StructType.create(
            "object " + path, types.keySet(), name -> Optional.ofNullable(types.get(name)));
    structs.put(struct.name(), struct);
    return struct;
  }

  /// What a checked expression gives, if it is something that a feature can be.
  static Optional<ValueType> resultType(CelType type) {
    return switch (type.kind()) {
      case STRING -> Optional.of(Primitive.TEXT);
      case INT, UINT -> Optional.of(Primitive.INTEGER);
      case DOUBLE -> Optional.of(Primitive.NUMBER);
      case BOOL -> Optional.of(Primitive.TRUTH);
      case DYN -> Optional.of(Primitive.ANY);
      case LIST -> isNumeric(type.parameters().getFirst()) ? NUMBERS : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// What a checked expression gives, if it is a [PlainValue].
  static Optional<ValueType> plainType(CelType type) {
    return switch (type.kind()) {
      case TIMESTAMP -> Optional.of(Primitive.TIME);
      case LIST -> plainType(type.parameters().getFirst()).map(ListOf::new);
      default -> resultType(type);
    };
  }

  private static boolean isNumeric(CelType type) {
    return type.kind() == CelKind.DOUBLE
        || type.kind() == CelKind.INT
        || type.kind() == CelKind.UINT
        || type.kind() == CelKind.DYN;
  }

  /// All structs so far, for the checker to look up by name.
  CelTypeProvider provider() {
    return new Structs(ImmutableMap.copyOf(structs));
  }

  private record Structs(ImmutableMap<String, CelType> byName) implements CelTypeProvider {

    @Override
    public ImmutableCollection<CelType> types() {
      return byName.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(byName.get(name));
    }
  }
}
