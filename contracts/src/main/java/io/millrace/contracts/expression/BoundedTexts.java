package io.millrace.contracts.expression;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelErrorCode;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationExceptionBuilder;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import java.util.Set;

/// CEL's addition of texts and bytes, up to a size. Without one, a text that is added to itself in
/// every step of a chain of macros would fill any memory.
final class BoundedTexts {
  /// What a text may grow to by additions: more than a whole event has.
  static final int MAX_SIZE = 1_000_000;

  private static final Set<AddOverload> REPLACED =
      Set.of(AddOverload.ADD_STRING, AddOverload.ADD_BYTES);

  private BoundedTexts() {}

  /// All of CEL's functions but those that are replaced here.
  static CelStandardFunctions others() {
    return CelStandardFunctions.newBuilder()
        .filterFunctions((function, overload) -> !REPLACED.contains(overload))
        .build();
  }

  static ImmutableSet<CelFunctionBinding> additions() {
    return ImmutableSet.of(
        CelFunctionBinding.from(
            "add_string",
            String.class,
            String.class,
            (one, other) -> {
              requireBounded((long) one.length() + other.length());
              return one.concat(other);
            }),
        CelFunctionBinding.from(
            "add_bytes",
            CelByteString.class,
            CelByteString.class,
            (one, other) -> {
              requireBounded((long) one.size() + other.size());
              return one.concat(other);
            }));
  }

  private static void requireBounded(long size) throws CelEvaluationException {
    if (size > MAX_SIZE) {
      throw CelEvaluationExceptionBuilder.newBuilder("a text grows beyond %d characters", MAX_SIZE)
          .setErrorCode(CelErrorCode.INVALID_ARGUMENT)
          .build();
    }
  }
}
