package io.millrace.contracts.expression;

/// Which items are on which lists, as expressions are told with `in_list`.
@FunctionalInterface
public interface Lists {

  /// Where nothing is on a list.
  Lists EMPTY = (list, item) -> false;

  /// Whether an item is on a list; one that nobody has ever written to holds nothing. Throws
  /// [ExpressionFailure] where it does not answer.
  boolean contains(String list, String item);
}
