package io.millrace.contracts.expression;

import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/// CEL as Millrace sets it: its standard functions and macros, with numbers of different types
/// comparable, and bounds on everything that could hold up a stream.
final class CelEnvironment {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_REGEX_PROGRAM = 2_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(ExpressionCompiler.MAX_SIZE)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(ExpressionCompiler.MAX_ITERATIONS)
          .maxRegexProgramSize(MAX_REGEX_PROGRAM)
          .build();

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardFunctions(BoundedTexts.others())
          .addFunctionBindings(BoundedTexts.additions())
          .addLateBoundFunctions(ListFunction.NAME)
          .build();

  private CelEnvironment() {}

  static CelCompilerBuilder compiler() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
  }
}
