package io.millrace.contracts.expression;

import com.google.common.primitives.UnsignedLong;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Makes a plain value of what CEL gives, up to a size: a list may hold one text many times, which
/// takes no memory until it is written.
final class PlainValues {
  private final Function<String, ExpressionFailure> failure;
  private int left = BoundedTexts.MAX_SIZE;

  /// @param failure makes a failure of the reason why there is no value
  PlainValues(Function<String, ExpressionFailure> failure) {
    this.failure = failure;
  }

  PlainValue of(Object value) {
    take(1);
    return switch (value) {
      case String text -> text(text);
      case Boolean truth -> new PlainValue.Truth(truth);
      case Long number -> new PlainValue.Whole(number);
      case UnsignedLong number when number.longValue() >= 0 ->
          new PlainValue.Whole(number.longValue());
      case UnsignedLong number ->
          throw failure.apply("it gives " + number + ", which is too large");
      case Double number when Double.isFinite(number) -> new PlainValue.Real(number);
      case Double number -> throw failure.apply("it gives " + number + ", which is not finite");
      case Instant time -> text(time.toString());
      case List<?> list -> new PlainValue.Items(list.stream().<PlainValue>map(this::of).toList());
      default ->
          throw failure.apply("it gives neither number, truth value, text nor list of these");
    };
  }

  private PlainValue text(String text) {
    take(text.length());
    return new PlainValue.Text(text);
  }

  private void take(int size) {
    left -= size;
    if (left < 0) {
      throw failure.apply("it gives more than %d characters".formatted(BoundedTexts.MAX_SIZE));
    }
  }
}
