package io.millrace.contracts.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.millrace.contracts.expression.InvalidExpression.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Tries the regular expressions that an expression spells out. CEL's own validator tries them with
/// the JDK, whose syntax and limits are not those of RE2, which runs them.
final class RegexLiterals {
  private static final String PATTERN = "pattern";
  private static final Program TRIAL = trial();

  private RegexLiterals() {}

  private static Program trial() {
    try {
      return CelEnvironment.RUNTIME.createProgram(
          CelEnvironment.compiler()
              .addVar(PATTERN, SimpleType.STRING)
              .build()
              .compile("''.matches(pattern)")
              .getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("CEL has no function matches", e);
    }
  }

  /// What is wrong with those of one expression; empty when all are well.
  static List<Problem> problems(CelAbstractSyntaxTree expression) {
    return CelNavigableAst.fromAst(expression)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.CALL)
        .map(node -> node.expr().call())
        .filter(call -> call.function().equals("matches"))
        .flatMap(call -> literal(call.args().getLast()))
        .flatMap(pattern -> problem(pattern).stream())
        .toList();
  }

  private static Stream<String> literal(CelExpr argument) {
    return argument.getKind() == Kind.CONSTANT
            && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Stream.of(argument.constant().stringValue())
        : Stream.empty();
  }

  private static Optional<Problem> problem(String pattern) {
    try {
      TRIAL.eval(Map.of(PATTERN, pattern));
      return Optional.empty();
    } catch (CelEvaluationException e) {
      return Optional.of(
          new Problem(
              "'%s' is no regular expression: %s"
                  .formatted(Explanation.shortened(pattern), Explanation.ofFailure(e)),
              "write one in the syntax of RE2"));
    }
  }
}
