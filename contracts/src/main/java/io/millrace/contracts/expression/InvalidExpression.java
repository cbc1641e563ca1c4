package io.millrace.contracts.expression;

import java.util.List;
import java.util.stream.Collectors;

/// A text that is no expression of the place it stands in, and everything that is wrong with it.
public final class InvalidExpression extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidExpression(String source, List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.what() + ": " + problem.remedy())
            .collect(Collectors.joining("; ", "'" + Explanation.shortened(source) + "': ", "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  /// One thing that is wrong, and what to do about it.
  public record Problem(String what, String remedy) {}
}
