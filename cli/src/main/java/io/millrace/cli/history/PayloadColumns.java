package io.millrace.cli.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.Payload;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Struct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The columns of a table that are fields of the raw event, and how they become its JSON. An empty
/// cell is an absent field.
final class PayloadColumns {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<Column> columns = new ArrayList<>();

  /// @param schema the fields of the raw event; columns of other names are left out
  PayloadColumns(Struct schema, Columns table) {
    for (int index = 0; index < table.fields().size(); index++) {
      String field = table.fields().get(index);
      ValueType.Field declared = schema.fields().get(field);
      if (declared != null) {
        columns.add(new Column(index, field, declared.type()));
      }
    }
  }

  Payload payload(CsvRow row) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (Column column : columns) {
        column.write(row, json);
      }
      json.writeEndObject();
      json.flush();
      return Payload.of(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private record Column(int index, String field, ValueType type) {

    void write(CsvRow row, JsonGenerator json) throws IOException {
      String text = row.values().get(index);
      if (text.isEmpty()) {
        return;
      }
      json.writeFieldName(field);
      try {
        Cell.write(text, type, json);
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(
            "%s: '%s' is not %s, as the schema wants for '%s'"
                .formatted(row.place(), text, type, field),
            e);
      }
    }
  }
}
