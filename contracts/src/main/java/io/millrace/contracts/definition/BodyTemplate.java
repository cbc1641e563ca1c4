package io.millrace.contracts.definition;

import io.millrace.contracts.expression.Expression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The shape of an action's body: JSON with expressions in the place of its values. At the top it
/// is an object or an array.
public sealed interface BodyTemplate {

  /// The expressions in it, in the order of the text.
  Stream<Expression> expressions();

  /// An object.
  record Fields(Map<String, BodyTemplate> fields) implements BodyTemplate {

    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Stream<Expression> expressions() {
      return fields.values().stream().flatMap(BodyTemplate::expressions);
    }
  }

  /// An array.
  record Items(List<BodyTemplate> items) implements BodyTemplate {

    public Items {
      items = List.copyOf(items);
    }

    @Override
    public Stream<Expression> expressions() {
      return items.stream().flatMap(BodyTemplate::expressions);
    }
  }

  /// What an expression gives, `null` where it cannot be computed.
  record Computed(Expression expression) implements BodyTemplate {

    @Override
    public Stream<Expression> expressions() {
      return Stream.of(expression);
    }
  }
}
