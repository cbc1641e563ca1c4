package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.contracts.Payload;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import io.millrace.contracts.json.MalformedJson;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemaTest {
  private static final String SCHEMA =
      """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["tx_id", "amount"],
        "additionalProperties": false,
        "properties": {
          "tx_id": {"$ref": "#/$defs/id"},
          "amount": {"type": "number", "minimum": 0, "exclusiveMaximum": 1000000},
          "count": {"type": "integer", "maximum": 100},
          "at": {"type": "string", "format": "date-time"},
          "kind": {"enum": ["chip", "swipe"]},
          "chip": {"type": ["boolean", "null"]},
          "code": {"type": "string", "pattern": "^[A-Z]+$", "maxLength": 4},
          "tags": {"type": "array", "items": {"type": "string"}},
          "numbers": {"type": "array", "items": {"type": "number"}},
          "shop": {
            "type": "object",
            "required": ["city"],
            "properties": {"city": {"type": "string"}, "floor": {"type": "integer"}}
          },
          "free": {"type": "object"}
        },
        "$defs": {"id": {"type": "string", "minLength": 1}}
      }
      """;

  private static EventSchema schema() {
    try {
      return EventSchema.of(SCHEMA);
    } catch (InvalidSchema e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void findsNothingInAValidPayload() throws Exception {
    byte[] payload =
        utf8(
            "{\"tx_id\": \"1\", \"amount\": 12, \"at\": \"2018-06-01T10:00:00Z\", \"chip\": null}");

    assertThat(schema().violations(payload)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"amount": 1}                                 | tx_id is missing
          {"tx_id": "", "amount": 1}                    | tx_id: '' is shorter than 1 character
          {"tx_id": 7, "amount": 1}                     | tx_id: 7 is no string
          {"tx_id": "1", "amount": -3}                  | amount: -3 is below the minimum 0
          {"tx_id": "1", "amount": 1e6}                 | amount: 1000000.0 is not below 1000000
          {"tx_id": "1", "amount": "3"}                 | amount: '3' is no number
          {"tx_id": "1", "amount": null}                | amount: null is no number
          {"tx_id": "1", "amount": 1, "count": 101}     | count: 101 is above the maximum 100
          {"tx_id": "1", "amount": 1, "count": 1.5}     | count: 1.5 is no integer
          {"tx_id": "1", "amount": 1, "at": "today"}    | at: 'today' is no date-time
          {"tx_id": "1", "amount": 1, "kind": "x"}      | kind: 'x' is none of ["chip","swipe"]
          {"tx_id": "1", "amount": 1, "chip": 1}        | chip: 1 is no boolean or null
          {"tx_id": "1", "amount": 1, "code": "a"}      | code: 'a' does not match ^[A-Z]+$
          {"tx_id": "1", "amount": 1, "code": "ABCDE"}  | code: 'ABCDE' is longer than 4 characters
          {"tx_id": "1", "amount": 1, "tags": ["a", 2]} | tags[1]: 2 is no string
          {"tx_id": "1", "amount": 1, "shop": {}}       | shop.city is missing
          {"tx_id": "1", "amount": 1, "colour": 1}      | colour is unknown
          {"tx_id": "1", "amount": 1e999}               | amount: the number is too large for a double
          {"tx_id": "1", "amount": 1, "count": 99999999999999999999} | count: the number is too large for an integer of 64 bits
          """,
      quoteCharacter = '`')
  void saysWhatAPayloadViolates(String payload, String violation) throws Exception {
    assertThat(schema().violations(utf8(payload))).containsExactly(violation);
  }

  @Test
  void tellsTheFirstTenViolationsAndHowManyMore() throws Exception {
    String tags = "1,".repeat(24) + "1";

    List<String> violations =
        schema().violations(utf8("{\"tx_id\":\"1\",\"amount\":1,\"tags\":[" + tags + "]}"));

    assertThat(violations).hasSize(11).endsWith("and 15 more");
  }

  @Test
  void shortensLongValues() throws Exception {
    String code = "x".repeat(10_000);

    assertThat(
            schema()
                .violations(utf8("{\"tx_id\":\"1\",\"amount\":1,\"code\":\"" + code + "\"}"))
                .getFirst())
        .hasSizeLessThan(120)
        .contains("…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1, "a": 2}  | Duplicate field 'a'
          {"a": {"b": 1, "b": 1}} | Duplicate field 'b'
          {"a": 1} {}       | Trailing token
          {"a": 1           | Unexpected end-of-input
          {"a": NaN}        | Non-standard token 'NaN'
          {'a': 1}          | Unexpected character
          {"a": 01}         | Invalid numeric value
          [{"a": 1}]        | does not start with {
          "text"            | does not start with {
          7                 | does not start with {
          """,
      quoteCharacter = '`')
  void refusesWhatIsNotOneJsonObject(String text, String reason) {
    EventSchema schema = schema();

    assertThatThrownBy(() -> schema.violations(utf8(text)))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
  void refusesOtherEncodings(String charset) {
    byte[] payload = "{\"tx_id\": \"1\", \"amount\": 1}".getBytes(Charset.forName(charset));
    EventSchema schema = schema();

    assertThatThrownBy(() -> schema.violations(payload)).hasMessageContaining("UTF-8");
  }

  @Test
  void refusesAByteOrderMarkWhichCannotBeCarriedWithinOtherJson() {
    EventSchema schema = schema();

    assertThatThrownBy(() -> schema.violations(utf8("\uFEFF{\"tx_id\": \"1\", \"amount\": 1}")))
        .hasMessageContaining("does not start with {");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t"})
  void refusesEmptiness(String nothing) {
    EventSchema schema = schema();

    assertThatThrownBy(() -> schema.violations(utf8(nothing)))
        .hasMessage("the record is empty, not a JSON object");
  }

  @Test
  void refusesDeepNesting() {
    byte[] deep = utf8("{\"free\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    EventSchema schema = schema();

    assertThatThrownBy(() -> schema.violations(deep))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("nesting depth");
  }

  @Test
  void readsFieldsWithTheTypesOfTheSchema() {
    Payload payload =
        Payload.of(
            """
            {"tx_id": "1", "amount": 12, "count": 3.0, "chip": true, "tags": ["ä"],
             "numbers": [1, 2.5], "shop": {"city": "Graz", "floor": 2, "other": 1},
             "free": {"n": 1, "x": 1.5, "big": 99999999999999999999}}
            """);

    assertThat(schema().fields(payload))
        .containsOnly(
            Map.entry("tx_id", "1"),
            Map.entry("amount", 12.0),
            Map.entry("count", 3L),
            Map.entry("chip", true),
            Map.entry("tags", List.of("ä")),
            Map.entry("numbers", List.of(1.0, 2.5)),
            Map.entry("shop", Map.of("city", "Graz", "floor", 2L)),
            Map.entry("free", Map.of("n", 1L, "x", 1.5, "big", 1e20)));
  }

  @Test
  void leavesOutNullsAndWhatTheSchemaDoesNotDeclare() {
    Payload payload = Payload.of("{\"chip\": null, \"other\": {\"amount\": [1]}, \"amount\": 1}");

    assertThat(schema().fields(payload)).containsOnly(Map.entry("amount", 1.0));
  }

  @Test
  void declaresTypesAndWhichFieldsAreAlwaysThere() {
    Struct type = schema().type();

    assertThat(type.fields())
        .containsEntry("tx_id", new Field(Primitive.TEXT, true))
        .containsEntry("amount", new Field(Primitive.NUMBER, true))
        .containsEntry("count", new Field(Primitive.INTEGER, false))
        .containsEntry("chip", new Field(Primitive.TRUTH, false))
        .containsEntry("tags", new Field(new ListOf(Primitive.TEXT), false))
        .containsEntry("free", new Field(Primitive.ANY, false));
    assertThat(type.fields())
        .containsEntry(
            "shop",
            new Field(
                new Struct(
                    Map.of(
                        "city", new Field(Primitive.TEXT, true),
                        "floor", new Field(Primitive.INTEGER, false))),
                false));
  }

  @Test
  void boundsTypesThatContainThemselves() throws Exception {
    EventSchema recursive =
        EventSchema.of(
            """
            {"type": "object", "properties": {"parent": {"$ref": "#"}}}
            """);

    assertThat(recursive.fields(Payload.of("{\"parent\": {\"parent\": {}}}")))
        .isEqualTo(Map.of("parent", Map.of("parent", Map.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                   | 1 | not JSON: Unexpected end-of-input
          []                                                  | 1 | does not start with {
          {~"type": "objet", "properties": {"a": {}}}         | 2 | type: 'objet' is
          {~"properties": {~"a": {"minimum": "x"}}}           | 3 | properties.a.minimum: 'x' is no number
          {~"properties": {~"a": {~"$ref": "#/$defs/b"}}}     | 4 | '#/$defs/b' leads nowhere
          {~"properties": {"a": {"$ref": "https://e.org/s"}}} | 2 | 'https://e.org/s' leads nowhere
          {~"properties": {"a": {"$ref": "file:///etc/x"}}}   | 2 | 'file:///etc/x' leads nowhere
          {"type": "object"}                                  | 1 | the schema declares no fields
          {~"$schema": "http://json-schema.org/draft-07/schema#",~"properties": {"a": {}}} | 2 | 'http://json-schema.org/draft-07/schema#' is not supported
          {"properties": {~"a": {"type": "string", "pattern": "("}}} | 2 | properties.a.pattern: '(' is no regex
          """,
      quoteCharacter = '`')
  void tellsWhatIsWrongWithASchemaByLine(String schema, int line, String what) {
    InvalidSchema invalid =
        catchThrowableOfType(InvalidSchema.class, () -> EventSchema.of(schema.replace('~', '\n')));

    assertThat(invalid.problems().getFirst().line()).isEqualTo(line);
    assertThat(invalid.problems().getFirst().what()).contains(what);
    assertThat(invalid.problems().getFirst().remedy()).isNotEmpty();
  }
}
