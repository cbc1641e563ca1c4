package io.millrace.contracts.json;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The reverse of [JsonInput]: one JSON value being written, in the words of the wire.
///
/// Each byte is as Jackson's generator would write it. Whether objects and arrays are closed as
/// they were opened is left to the formats.
public final class JsonWriter {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final JsonBytes bytes = new JsonBytes();

  /// Whether a value stands before the next one in the same object or array.
  private boolean follows;

  /// Forgets what was written.
  void clear() {
    bytes.clear();
    follows = false;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  public void startObject() {
    separate();
    open('{');
  }

  public void startObject(String field) {
    field(field);
    open('{');
  }

  public void endObject() {
    close('}');
  }

  public void startArray(String field) {
    field(field);
    open('[');
  }

  public void startArray() {
    separate();
    open('[');
  }

  public void endArray() {
    close(']');
  }

  /// A field's name, its value being next to write.
  public void field(String name) {
    separate();
    bytes.addKnown(name);
    bytes.add(':');
    follows = false;
  }

  public void text(String value) {
    separate();
    bytes.addText(value);
  }

  public void text(String field, String value) {
    field(field);
    text(value);
  }

  /// A text that is one of few, such as a name: how it is written is remembered.
  public void name(String field, String value) {
    field(field);
    name(value);
  }

  private void name(String value) {
    separate();
    bytes.addKnown(value);
  }

  public void flag(String field, boolean value) {
    field(field);
    flag(value);
  }

  public void flag(boolean value) {
    raw(value ? TRUE : FALSE);
  }

  public void number(String field, long value) {
    field(field);
    integer(value);
  }

  public void integer(long value) {
    separate();
    bytes.addNumber(value);
  }

  /// The value that stands for none.
  public void nothing() {
    raw(NULL);
  }

  public void number(String field, double value) {
    field(field);
    number(value);
  }

  /// A number; what is not finite is written as text.
  public void number(double value) {
    separate();
    bytes.addNumber(value);
  }

  public void instant(String field, Instant value) {
    field(field);
    separate();
    bytes.addInstant(value);
  }

  public void position(String field, Position value) {
    field(field);
    separate();
    bytes.addPosition(value);
  }

  public void entities(String field, List<EntityKey> entities) {
    startObject(field);
    for (int i = 0; i < entities.size(); i++) {
      EntityKey key = entities.get(i);
      text(key.entity(), key.id());
    }
    endObject();
  }

  public void texts(String field, List<?> texts) {
    startArray(field);
    for (int i = 0; i < texts.size(); i++) {
      text(texts.get(i).toString());
    }
    endArray();
  }

  /// Texts that are of few, such as the names of parts.
  public void names(String field, List<?> names) {
    startArray(field);
    for (int i = 0; i < names.size(); i++) {
      name(names.get(i).toString());
    }
    endArray();
  }

  public void values(String field, Map<String, FeatureValue> values) {
    startObject(field);
    values.forEach(this::value);
    endObject();
  }

  private void value(String field, FeatureValue value) {
    field(field);
    value(value);
  }

  public void value(FeatureValue value) {
    switch (value) {
      case FeatureValue.Scalar(double number) -> number(number);
      case FeatureValue.Text(String text) -> text(text);
      case FeatureValue.Vector vector -> vector(vector);
    }
  }

  private void vector(FeatureValue.Vector vector) {
    byte[] json = vector.json();
    if (json != null) {
      raw(json);
      return;
    }
    separate();
    open('[');
    for (double number : vector.numbers()) {
      number(number);
    }
    endArray();
  }

  public void payload(String field, Payload payload) {
    field(field);
    raw(payload.bytes());
  }

  /// A value that is JSON already, in UTF-8.
  public void raw(byte[] json) {
    separate();
    bytes.add(json);
  }

  private void separate() {
    if (follows) {
      bytes.add(',');
    }
    follows = true;
  }

  private void open(char bracket) {
    bytes.add(bracket);
    follows = false;
  }

  private void close(char bracket) {
    bytes.add(bracket);
    follows = true;
  }
}
