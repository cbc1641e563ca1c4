package io.millrace.cli.console;

/// Explains decisions.
@FunctionalInterface
public interface Explainer {

  /// Why an event was decided as it was, in words; throws [io.millrace.cli.CommandFailure] with
  /// what there is instead.
  ///
  /// @param wanted an event's id, or a decision's position
  String explain(String wanted);
}
