package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// The reverse of [JsonInput]: values written in the words of the wire.
public final class JsonOutput {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private JsonOutput() {}

  /// A value as UTF-8 JSON.
  public static <T> byte[] write(T value, JsonFormat<T> format) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = FACTORY.createGenerator(bytes)) {
      format.write(value, json);
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  static void entities(JsonGenerator json, String field, List<EntityKey> entities)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (EntityKey key : entities) {
      json.writeStringField(key.entity(), key.id());
    }
    json.writeEndObject();
  }

  static void texts(JsonGenerator json, String field, List<?> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (Object text : texts) {
      json.writeString(text.toString());
    }
    json.writeEndArray();
  }

  static void values(JsonGenerator json, String field, Map<String, FeatureValue> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, FeatureValue> entry : values.entrySet()) {
      json.writeFieldName(entry.getKey());
      value(json, entry.getValue());
    }
    json.writeEndObject();
  }

  static void value(JsonGenerator json, FeatureValue value) throws IOException {
    switch (value) {
      case FeatureValue.Scalar(double number) -> json.writeNumber(number);
      case FeatureValue.Text(String text) -> json.writeString(text);
      case FeatureValue.Vector vector -> vector(json, vector);
    }
  }

  private static void vector(JsonGenerator json, FeatureValue.Vector vector) throws IOException {
    byte[] text = vector.json();
    if (text != null) {
      json.writeRawValue(new RawUtf8(text));
      return;
    }
    json.writeStartArray();
    for (double number : vector.numbers()) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  static void payload(JsonGenerator json, String field, Payload payload) throws IOException {
    json.writeFieldName(field);
    json.writeRawValue(new RawUtf8(payload.bytes()));
  }
}
