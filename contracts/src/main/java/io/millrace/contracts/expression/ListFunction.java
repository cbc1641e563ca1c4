package io.millrace.contracts.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationExceptionBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.expression.InvalidExpression.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The function `in_list('list', item)`: whether an item, a text or an integer, is on a list.
///
/// A list is named in the text of the expression, so that it is known without an event which lists
/// are asked.
///
/// CEL calls an overload of its own `in_list`, and would run that one: so the name is a macro here,
/// for a function whose name nobody can write.
final class ListFunction {
  static final String WRITTEN = "in_list";
  static final String EXAMPLE = "in_list('blocked-cards', event.customer_id)";
  static final String NAME = "@in_list";

  static final CelMacro MACRO =
      CelMacro.newGlobalMacro(
          WRITTEN,
          2,
          (expressions, target, arguments) ->
              Optional.of(expressions.newGlobalCall(NAME, arguments)));

  private static final String OF_TEXT = "in_list_string";
  private static final String OF_INTEGER = "in_list_int";

  private ListFunction() {}

  static CelFunctionDecl declaration() {
    return CelFunctionDecl.newFunctionDeclaration(
        NAME,
        CelOverloadDecl.newGlobalOverload(
            OF_TEXT, SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
        CelOverloadDecl.newGlobalOverload(
            OF_INTEGER, SimpleType.BOOL, SimpleType.STRING, SimpleType.INT));
  }

  /// The function as it answers from some lists, for one evaluation alone.
  @SuppressWarnings("Immutable") // nobody keeps it
  static CelFunctionResolver over(Lists lists) {
    return CelLateFunctionBindings.from(
        CelFunctionBinding.from(
            OF_TEXT, String.class, String.class, (list, item) -> ask(lists, list, item)),
        CelFunctionBinding.from(
            OF_INTEGER,
            String.class,
            Long.class,
            (list, item) -> ask(lists, list, item.toString())));
  }

  private static boolean ask(Lists lists, String list, String item) throws CelEvaluationException {
    if (item.length() > ListItem.LONGEST) {
      throw failure("no item has more than %d characters".formatted(ListItem.LONGEST));
    }
    try {
      return lists.contains(list, item);
    } catch (ExpressionFailure e) {
      throw failure(String.valueOf(e.getMessage()));
    }
  }

  private static CelEvaluationException failure(String message) {
    return CelEvaluationExceptionBuilder.newBuilder(message)
        .setErrorCode(CelErrorCode.INVALID_ARGUMENT)
        .build();
  }

  /// The lists that an expression asks.
  static Set<String> lists(CelAbstractSyntaxTree expression) {
    return calls(expression)
        .flatMap(call -> literal(call).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// What is wrong with how an expression names lists; empty when all is well.
  static List<Problem> problems(CelAbstractSyntaxTree expression) {
    return calls(expression)
        .filter(call -> literal(call).filter(ListItem::isName).isEmpty())
        .map(call ->
            new Problem(
                literal(call)
                    .map("'%s' is no name of a list"::formatted)
                    .orElse("the list is not named in so many words"),
                "name it with lower-case letters, digits and hyphens, e.g. in_list('blocked-cards', …)"))
        .toList();
  }

  private static Stream<CelCall> calls(CelAbstractSyntaxTree expression) {
    return CelNavigableAst.fromAst(expression)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.CALL)
        .map(node -> node.expr().call())
        .filter(call -> call.function().equals(NAME));
  }

  private static Optional<String> literal(CelCall call) {
    CelExpr list = call.args().getFirst();
    return list.getKind() == Kind.CONSTANT
            && list.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(list.constant().stringValue())
        : Optional.empty();
  }
}
