package io.millrace.contracts.definition;

import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The features of a pipeline as they were read, with what is known of those that are wrong.
///
/// @param a the features of processor-a that are well
/// @param b the features of processor-b that are well
/// @param typesOfA every feature named under `a`, by name
/// @param typesOfB every feature named under `b`, by name
record Features(
    List<StatefulFeature> a,
    List<StatelessFeature> b,
    Map<String, ValueType> typesOfA,
    Map<String, ValueType> typesOfB) {

  static final Features NONE = new Features(List.of(), List.of(), Map.of(), Map.of());

  /// What `features` is in the policy: a feature that some route leaves out may be absent.
  Struct type(List<Route> routes) {
    Map<String, Field> fields = new LinkedHashMap<>();
    boolean alwaysA = routes.stream().allMatch(Route::stateful);
    boolean alwaysB = routes.stream().allMatch(Route::stateless);
    typesOfA.forEach((name, type) -> fields.put(name, new Field(type, alwaysA)));
    typesOfB.forEach((name, type) -> fields.put(name, new Field(type, alwaysB)));
    return new Struct(fields);
  }

  Set<String> names() {
    return type(List.of()).fields().keySet();
  }

  /// The features that at least one route computes.
  Set<String> computedBy(List<Route> routes) {
    boolean anyA = routes.stream().anyMatch(Route::stateful);
    boolean anyB = routes.stream().anyMatch(Route::stateless);
    return names().stream()
        .filter(name -> typesOfA.containsKey(name) ? anyA : anyB)
        .collect(Collectors.toSet());
  }
}
