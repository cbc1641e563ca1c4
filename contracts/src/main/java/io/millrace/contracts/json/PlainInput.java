package io.millrace.contracts.json;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// JSON as the stages write it, read straight from its bytes: no space between the tokens, no
/// escapes and no literals, numbers of sane length.
///
/// Invariant: what is read here, Jackson would have read as the same. Whatever is unlike what we
/// write, or no JSON, or ends too soon, ends in a `RuntimeException` that says nothing.
final class PlainInput extends JsonInput {
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONGEST_NUMBER = 40;
  private static final int DIGITS_OF_INT = 9;
  private static final int DIGITS_OF_LONG = 18;

  private final byte[] bytes;
  private int at;

  /// What came last where the next field stands, and where the next name among the values does.
  private ExpectedName nextField = ExpectedName.FIRST;

  private ExpectedName nextName = ExpectedName.FIRST;

  PlainInput(byte[] bytes) {
    this.bytes = bytes;
  }

  private static final class Unlike extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unlike() {
      super("not as this package writes JSON", null, false, false);
    }
  }

  /// Requires that everything is read.
  void end() {
    require(at == bytes.length);
  }

  @Override
  public @Nullable String firstField() {
    take('{');
    if (bytes[at] == '}') {
      at++;
      return null;
    }
    return field();
  }

  @Override
  public @Nullable String nextField() {
    if (bytes[at++] == ',') {
      return field();
    }
    require(bytes[at - 1] == '}');
    return null;
  }

  private String field() {
    KnownName name = known(nextField);
    nextField = name.after();
    nextName = name.under();
    take(':');
    return name.text();
  }

  @Override
  boolean firstElement() {
    take('[');
    boolean isEmpty = bytes[at] == ']';
    at += isEmpty ? 1 : 0;
    return !isEmpty;
  }

  @Override
  boolean nextElement() {
    byte character = bytes[at++];
    require(character == ',' || character == ']');
    return character == ',';
  }

  @Override
  public void skip() throws MalformedJson {
    switch (bytes[at]) {
      case '{', '[' -> at = endOfSpan();
      case '"' -> text();
      default -> number();
    }
  }

  @Override
  public String text() {
    take('"');
    int from = at;
    int any = 0;
    int end = from;
    for (byte next = bytes[end]; next != '"'; next = bytes[++end]) {
      require(next != '\\' && (next < 0 || next >= ' '));
      any |= next;
    }
    require(end - from <= LONGEST_TEXT);
    at = end + 1;
    if (any >= 0) {
      return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }
    String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    require(text.indexOf('\uFFFD') < 0);
    return text;
  }

  @Override
  public String name() {
    KnownName name = known(nextName);
    nextName = name.after();
    return name.text();
  }

  private KnownName known(ExpectedName expected) {
    take('"');
    KnownName name = expected.at(bytes, at, '"');
    if (name == null) {
      name = expected.note(KnownName.of(bytes, at, endOfAscii()));
    }
    at += name.length() + 1;
    return name;
  }

  @Override
  public int integer() {
    boolean isNegative = bytes[at] == '-';
    int from = at + (isNegative ? 1 : 0);
    int end = Digits.end(bytes, from);
    require(bytes[from] != '0' || end == from + 1);
    at = end;
    int number = (int) digits(from, end, DIGITS_OF_INT);
    return isNegative ? -number : number;
  }

  @Override
  public double number() throws MalformedJson {
    NumberArray numbers = new NumberArray(bytes, at, bytes.length);
    double number = numbers.number();
    require(numbers.at() - at <= LONGEST_NUMBER && (number != 0 || bytes[at] != '-'));
    at = numbers.at();
    return number;
  }

  @Override
  public boolean flag() {
    throw new Unlike();
  }

  @Override
  public Instant instant() {
    take('"');
    int end = InstantText.end(bytes, at);
    Instant time = InstantText.read(bytes, at, end);
    at = end;
    take('"');
    return time;
  }

  @Override
  public Position position() {
    take('"');
    KnownName topic = nextName.at(bytes, at, '-');
    int partition = topic == null ? at : at + topic.length() + 1;
    int sign = Digits.end(bytes, partition);
    if (topic == null || bytes[sign] != '@') {
      sign = Digits.start(bytes, endOfAscii()) - 1;
      partition = Digits.start(bytes, sign);
      require(bytes[sign] == '@' && bytes[partition - 1] == '-');
      topic = nextName.note(KnownName.of(bytes, at, partition - 1));
    }
    at = Digits.end(bytes, sign + 1);
    Position position =
        new Position(
            topic.text(),
            (int) digits(partition, sign, DIGITS_OF_INT),
            digits(sign + 1, at, DIGITS_OF_LONG));
    take('"');
    return position;
  }

  @Override
  public FeatureValue value() throws MalformedJson {
    return switch (bytes[at]) {
      case '"' -> FeatureValue.of(text());
      case '[' -> vector();
      default -> FeatureValue.of(number());
    };
  }

  private FeatureValue.Vector vector() throws MalformedJson {
    int from = at;
    at = endOfSpan();
    return FeatureValue.Vector.read(
        NumberArray.read(bytes, from, at), Arrays.copyOfRange(bytes, from, at));
  }

  @Override
  public Payload payload() {
    require(bytes[at] == '{');
    return span();
  }

  @Override
  public Payload objectOrArray() {
    require(bytes[at] == '{' || bytes[at] == '[');
    return span();
  }

  private Payload span() {
    int from = at;
    at = endOfSpan();
    return Payload.of(bytes, from, at);
  }

  private int endOfSpan() {
    int end = Span.end(bytes, at + 1, bytes.length, bytes[at] == '{');
    require(end >= 0);
    return end;
  }

  private int endOfAscii() {
    int end = at;
    while (bytes[end] != '"') {
      require(bytes[end] >= ' ' && bytes[end] != '\\');
      end++;
    }
    return end;
  }

  private long digits(int from, int to, int most) {
    require(from < to && to - from <= most);
    return Digits.number(bytes, from, to);
  }

  private void take(char character) {
    require(bytes[at++] == character);
  }

  private static void require(boolean isPlain) {
    if (!isPlain) {
      throw new Unlike();
    }
  }
}
