package io.millrace.contracts.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.millrace.contracts.expression.InvalidExpression.Problem;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds where an expression reads a field that may be absent and never asks whether it is there:
/// it would fail on the first record without it.
final class AbsentFields {
  private final Map<String, ValueType> variables;
  private final List<CelSelect> selects;

  AbsentFields(CelAbstractSyntaxTree expression, Map<String, ValueType> variables) {
    this.variables = variables;
    this.selects =
        CelNavigableAst.fromAst(expression)
            .getRoot()
            .allNodes()
            .map(CelNavigableExpr::expr)
            .filter(node -> node.exprKind().getKind() == Kind.SELECT)
            .map(CelExpr::select)
            .toList();
  }

  /// One problem for each such field; empty when all is well.
  List<Problem> problems() {
    return unguarded().stream()
        .map(path ->
            new Problem(
                path + " may be absent",
                "ask first: has(%s) && …, or has(%s) ? … : …".formatted(path, path)))
        .toList();
  }

  private List<String> unguarded() {
    List<String> guarded = paths(selects.stream().filter(CelSelect::testOnly)).toList();
    return paths(
            selects.stream()
                .filter(select -> !select.testOnly())
                .filter(select -> field(select).filter(field -> !field.required()).isPresent()))
        .distinct()
        .filter(path -> !guarded.contains(path))
        .toList();
  }

  private Stream<String> paths(Stream<CelSelect> some) {
    return some.flatMap(select -> path(select).stream());
  }

  private static Optional<String> path(CelSelect select) {
    CelExpr operand = select.operand();
    Optional<String> parent =
        switch (operand.exprKind().getKind()) {
          case IDENT -> Optional.of(operand.ident().name());
          case SELECT -> path(operand.select());
          default -> Optional.empty();
        };
    return parent.map(path -> path + '.' + select.field());
  }

  private Optional<Field> field(CelSelect select) {
    CelExpr operand = select.operand();
    Optional<ValueType> parent =
        switch (operand.exprKind().getKind()) {
          case IDENT -> Optional.ofNullable(variables.get(operand.ident().name()));
          case SELECT -> field(operand.select()).map(Field::type);
          default -> Optional.empty();
        };
    return parent.flatMap(type ->
        type instanceof Struct(Map<String, Field> fields)
            ? Optional.ofNullable(fields.get(select.field()))
            : Optional.empty());
  }
}
