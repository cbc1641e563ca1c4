package io.millrace.contracts.expression;

import java.util.List;

/// What an expression gives, of its own type.
public sealed interface PlainValue {

  /// A text; a time is one too, such as `2018-06-01T10:00:00Z`.
  record Text(String text) implements PlainValue {}

  record Whole(long number) implements PlainValue {}

  /// A finite number.
  record Real(double number) implements PlainValue {}

  record Truth(boolean truth) implements PlainValue {}

  record Items(List<PlainValue> items) implements PlainValue {

    public Items {
      items = List.copyOf(items);
    }
  }
}
