package io.millrace.contracts.definition;

import java.util.List;
import java.util.stream.Collectors;

/// A text that is no schema for events, and everything that is wrong with it.
public final class InvalidSchema extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidSchema(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  /// One thing that is wrong.
  ///
  /// @param line where it stands in the text, counted from 1
  public record Problem(int line, String what, String remedy) {
    @Override
    public String toString() {
      return "line " + line + ": " + what + ": " + remedy;
    }
  }
}
