package io.millrace.contracts.json;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON text being read, value by value, in the words of the wire.
///
/// Objects are read as `for (String f = in.firstField(); f != null; f = in.nextField())`, with one
/// of the value methods (or [#skip()]) called for each field.
public abstract sealed class JsonInput permits PlainInput, JacksonInput {

  /// How the value that the input stands on is read.
  @FunctionalInterface
  public interface Reading<T> {
    T read(JsonInput json) throws IOException;
  }

  /// Reads one whole value and requires that nothing follows it.
  ///
  /// What is written as this package writes it is read at once. Whatever else is in it, an error
  /// among it, is Jackson's to read, from the beginning.
  public static <T> T read(byte[] bytes, JsonFormat<T> format) throws IOException {
    try {
      PlainInput plain = new PlainInput(bytes);
      T value = format.read(plain);
      plain.end();
      return value;
    } catch (IOException | RuntimeException _) {
      return JacksonInput.readWhole(bytes, format);
    }
  }

  /// Enters the object that the input stands on and returns its first field, null if it is empty.
  public abstract @Nullable String firstField() throws IOException;

  /// The next field of the object, its value being next to read; null at the object's end.
  public abstract @Nullable String nextField() throws IOException;

  public abstract void skip() throws IOException;

  public abstract String text() throws IOException;

  /// A text that is one of few, such as a name: it is remembered.
  public abstract String name() throws IOException;

  public abstract int integer() throws IOException;

  public abstract double number() throws IOException;

  public abstract boolean flag() throws IOException;

  public abstract Instant instant() throws IOException;

  public abstract Position position() throws IOException;

  /// Enters the array that the input stands on and returns whether it has an element, which is next
  /// to read.
  abstract boolean firstElement() throws IOException;

  /// Whether the array has another element, which is next to read.
  abstract boolean nextElement() throws IOException;

  /// A number, text or array of numbers.
  public abstract FeatureValue value() throws IOException;

  /// The object that the input stands on, as the bytes it is written in.
  public abstract Payload payload() throws IOException;

  /// The object or array that the input stands on, as the bytes it is written in.
  public abstract Payload objectOrArray() throws IOException;

  /// An object of entity names and ids.
  public final List<EntityKey> entities() throws IOException {
    List<EntityKey> entities = new ArrayList<>(4);
    for (String entity = firstField(); entity != null; entity = nextField()) {
      entities.add(new EntityKey(entity, text()));
    }
    return entities;
  }

  public final List<String> texts() throws IOException {
    return list(JsonInput::text);
  }

  /// Texts that are of few, such as the names of parts.
  public final List<String> names() throws IOException {
    return list(JsonInput::name);
  }

  /// An array of values of one kind.
  public final <T> List<T> list(Reading<T> element) throws IOException {
    List<T> list = new ArrayList<>(4);
    for (boolean more = firstElement(); more; more = nextElement()) {
      list.add(element.read(this));
    }
    return list;
  }

  /// An object of values of one kind, in the order of the text.
  public final <T> Map<String, T> map(Reading<T> element) throws IOException {
    Map<String, T> map = LinkedHashMap.newLinkedHashMap(16);
    for (String name = firstField(); name != null; name = nextField()) {
      map.put(name, element.read(this));
    }
    return map;
  }

  /// An object of names and [#value()]s, in the order of the text.
  public final Map<String, FeatureValue> values() throws IOException {
    return map(JsonInput::value);
  }

  /// The value of a field that must have been there.
  public final <T> T required(String field, @Nullable T value) throws MalformedJson {
    if (value == null) {
      throw new MalformedJson("field '" + field + "' is missing");
    }
    return value;
  }
}
