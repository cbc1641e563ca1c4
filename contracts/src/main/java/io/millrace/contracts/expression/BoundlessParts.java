package io.millrace.contracts.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.millrace.contracts.expression.InvalidExpression.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds what no count of iterations bounds.
///
/// `[x].map(a, [a, a]).map(a, [a, a])…` doubles with each step: thirty of them are a few hundred
/// characters and iterate thirty times, but hold a milliard of parts. So collections may be nested
/// once, and then neither compared nor added, and no type may hide that they are. Texts are bounded
/// where they are added: see [BoundedTexts].
final class BoundlessParts {
  private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

  private final CelAbstractSyntaxTree expression;

  private BoundlessParts(CelAbstractSyntaxTree expression) {
    this.expression = expression;
  }

  /// One problem for each such part; empty when all is well.
  static List<Problem> problems(CelAbstractSyntaxTree expression) {
    BoundlessParts parts = new BoundlessParts(expression);
    return CelNavigableAst.fromAst(expression)
        .getRoot()
        .allNodes()
        .flatMap(node -> parts.problem(node).stream())
        .distinct()
        .toList();
  }

  private Optional<Problem> problem(CelNavigableExpr node) {
    if (isNested(element(type(node.expr())))) {
      return Optional.of(
          new Problem("it nests collections more than twice", "make a list of lists at most"));
    }
    CelExpr expr = node.expr();
    return switch (node.getKind()) {
      case CALL -> problem(expr.call(), type(expr));
      case LIST -> mixture(element(type(expr)), expr.list().elements().stream());
      case MAP ->
          mixture(element(type(expr)), expr.map().entries().stream().map(CelMap.Entry::value));
      default -> Optional.empty();
    };
  }

  private Optional<Problem> problem(CelCall call, CelType type) {
    String function = call.function();
    if (function.equals("dyn")
        && call.args().stream().map(this::type).anyMatch(BoundlessParts::isCollection)) {
      return Optional.of(new Problem("dyn() hides a type", "leave it out"));
    }
    if (function.equals("_+_") && type.kind() == CelKind.LIST && !isOfMacro(call)) {
      return Optional.of(new Problem("it adds lists", "ask each of them by itself"));
    }
    if (COMPARISONS.contains(function)
        && call.args().stream().map(this::type).anyMatch(BoundlessParts::isNested)) {
      return Optional.of(
          new Problem("it compares collections of collections", "compare what is in them"));
    }
    return function.equals("_?_:_")
        ? mixture(type, call.args().stream().skip(1))
        : Optional.empty();
  }

  /// A problem where values have no type in common, and one of them is a collection: of what is
  /// made of them later nobody would know how deep it is nested.
  private Optional<Problem> mixture(CelType common, Stream<CelExpr> values) {
    return common.kind() == CelKind.DYN
            && values.map(this::type).anyMatch(BoundlessParts::isCollection)
        ? Optional.of(
            new Problem(
                "it mixes collections with values of other types", "use values of one type"))
        : Optional.empty();
  }

  /// Macros such as `map` gather what they make by adding it to the list so far.
  private static boolean isOfMacro(CelCall call) {
    CelExpr first = call.args().getFirst();
    return first.exprKind().getKind() == Kind.IDENT
        && Set.of("@result", "__result__").contains(first.ident().name());
  }

  private CelType type(CelExpr node) {
    return expression.getType(node.id()).orElse(SimpleType.DYN);
  }

  private static CelType element(CelType type) {
    return type.parameters().isEmpty() ? SimpleType.DYN : type.parameters().getLast();
  }

  private static boolean isNested(CelType type) {
    return isCollection(type) && isCollection(element(type));
  }

  private static boolean isCollection(CelType type) {
    return type.kind() == CelKind.LIST || type.kind() == CelKind.MAP;
  }
}
