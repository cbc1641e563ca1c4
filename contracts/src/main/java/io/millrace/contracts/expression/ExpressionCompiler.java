package io.millrace.contracts.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import io.millrace.contracts.expression.InvalidExpression.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles the expressions of one place of a pipeline, where certain variables are known.
///
/// What can be wrong with an expression is found here and not at the first record: names, fields,
/// types, fields that may be absent. Size, depth, iterations, texts and regular expressions are
/// bounded, and what nothing bounds is refused, so that no expression can hold up the stream.
public final class ExpressionCompiler {

  /// How many characters an expression may have.
  public static final int MAX_SIZE = 4_096;

  /// How often the loops of one evaluation (`all`, `exists`, `map`, `filter`) may turn.
  public static final int MAX_ITERATIONS = 10_000;

  private final Map<String, ValueType> variables;
  private final CelCompiler compiler;
  private final CelValidator literals;

  /// A compiler for a place where these variables are known.
  public ExpressionCompiler(Map<String, ValueType> variables) {
    this(variables, CelEnvironment.compiler());
  }

  /// A compiler for a place where lists can be asked too: see [Lists].
  public static ExpressionCompiler withLists(Map<String, ValueType> variables) {
    return new ExpressionCompiler(
        variables,
        CelEnvironment.compiler()
            .addMacros(ListFunction.MACRO)
            .addFunctionDeclarations(ListFunction.declaration()));
  }

  private ExpressionCompiler(Map<String, ValueType> variables, CelCompilerBuilder builder) {
    this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    CelTypes types = new CelTypes();
    this.variables.forEach((name, type) -> builder.addVar(name, types.celType(name, type)));
    this.compiler = builder.setTypeProvider(types.provider()).build();
    this.literals =
        CelValidatorFactory.standardCelValidatorBuilder(compiler, CelEnvironment.RUNTIME)
            .addAstValidators(TimestampLiteralValidator.INSTANCE, DurationLiteralValidator.INSTANCE)
            .build();
  }

  /// An expression that is true or false: see [Expression#test].
  public Expression condition(String source) throws InvalidExpression {
    Expression expression = value(source);
    if (!expression.isCondition()) {
      throw invalid(
          source,
          "it is %s, not a condition".formatted(expression.type()),
          "compare it with something, e.g. event.amount > 100");
    }
    return expression;
  }

  /// An expression whose value can be a feature: see [Expression#value].
  public Expression value(String source) throws InvalidExpression {
    CelAbstractSyntaxTree ast = check(source);
    requireNone(source, new AbsentFields(ast, variables).problems());
    return expression(
        source,
        ast,
        CelTypes.resultType(ast.getResultType()),
        "make it a number, a truth value, a text or a list of numbers");
  }

  /// An expression whose value is used as it is: see [Expression#plain]. A field that may be absent
  /// need not be asked for: that there is no value then is what is wanted.
  public Expression plain(String source) throws InvalidExpression {
    CelAbstractSyntaxTree ast = check(source);
    return expression(
        source,
        ast,
        CelTypes.plainType(ast.getResultType()),
        "make it a number, a truth value, a text, a time or a list of these");
  }

  private Expression expression(
      String source, CelAbstractSyntaxTree ast, Optional<ValueType> type, String remedy)
      throws InvalidExpression {
    requireNone(source, RegexLiterals.problems(ast));
    requireNone(source, BoundlessParts.problems(ast));
    requireNone(source, ListFunction.problems(ast));
    if (type.isEmpty()) {
      throw invalid(source, "it is of type %s".formatted(ast.getResultType().name()), remedy);
    }
    try {
      return new CelExpression(
          source,
          type.get(),
          references(ast),
          ListFunction.lists(ast),
          CelEnvironment.RUNTIME.createProgram(ast),
          this);
    } catch (CelEvaluationException e) {
      throw invalid(
          source,
          "it cannot be run: %s".formatted(Explanation.ofFailure(e)),
          "write it in another way");
    }
  }

  private CelAbstractSyntaxTree check(String source) throws InvalidExpression {
    if (source.length() > MAX_SIZE) {
      throw invalid(
          source,
          "%d characters are too many".formatted(source.length()),
          "write at most %d, or split it".formatted(MAX_SIZE));
    }
    CelAbstractSyntaxTree ast = withoutErrors(source, compiler.compile(source));
    return withoutErrors(source, literals.validate(ast));
  }

  private CelAbstractSyntaxTree withoutErrors(String source, CelValidationResult result)
      throws InvalidExpression {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      Explanation explanation = new Explanation(source, variables);
      throw new InvalidExpression(
          source, e.getErrors().stream().map(explanation::of).distinct().toList());
    }
  }

  private Set<String> references(CelAbstractSyntaxTree ast) {
    return CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.IDENT)
        .map(node -> node.expr().ident().name())
        .filter(variables::containsKey)
        .collect(Collectors.toSet());
  }

  private static void requireNone(String source, List<Problem> problems) throws InvalidExpression {
    if (!problems.isEmpty()) {
      throw new InvalidExpression(source, problems);
    }
  }

  private static InvalidExpression invalid(String source, String what, String remedy) {
    return new InvalidExpression(source, List.of(new Problem(what, remedy)));
  }
}
