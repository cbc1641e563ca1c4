package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.StreamRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSerdeTest {
  private static final String EVENT =
      """
      {"type":"event","id":"123","time":"2018-06-01T10:00:00Z",\
      "entities":{"card":"42","terminal":"7"},"source":"card-fraud.raw-3@1842",\
      "data":{ "tx_id":"123",\t"shop":"Café ☕ 𝕏", "amount":12.50 }}\
      """;
  private static final String OUTCOME =
      """
      {"type":"outcome","id":"123","time":"2018-06-01T10:00:00.250Z",\
      "entities":{"card":"42"},"label":1.0,"known_at":"2018-06-02T10:00:00Z",\
      "reporter":"desk","source":"card-fraud.feedback-0@9"}\
      """;
  private static final String STAMP =
      "\"assignment\":7,\"release\":3,\"shadow\":4,\"shadow_parts\":[\"b\",\"a:terminal\"]}";
  private static final String VALUES =
      "{\"amount\":12.5,\"kind\":\"Café\",\"embedding\":[1.0,-0.5]}";

  /// The wire as it is. A change that breaks one of these is a new topic.
  static Stream<Arguments> samples() {
    return Stream.of(
        arguments(new StreamRecordFormat(), Samples.EVENT, EVENT),
        arguments(new StreamRecordFormat(), Samples.OUTCOME, OUTCOME),
        arguments(
            new EntityRecordFormat(),
            Samples.ROUTED,
            EVENT.substring(0, EVENT.length() - 1) + ",\"parts\":[\"b\",\"a:card\"]}"),
        arguments(
            new EntityRecordFormat(),
            Samples.STAMPED,
            EVENT.substring(0, EVENT.length() - 1) + ",\"parts\":[\"b\",\"a:card\"]," + STAMP),
        arguments(
            new EntityRecordFormat(),
            Samples.ROUTED_OUTCOME,
            OUTCOME.substring(0, OUTCOME.length() - 1)
                + ",\"assignment\":7,\"release\":3,\"shadow\":4}"),
        arguments(
            new StreamRecordFormat(),
            Samples.ASSIGNMENT,
            """
            {"type":"assignment","assignment":7,"release":3,"cause":"rollback",\
            "reason":"4 declines too much"}\
            """),
        arguments(
            new AssignmentFormat(),
            Samples.CANARY,
            """
            {"type":"assignment","assignment":8,"release":3,"challenger":4,"percent":10,\
            "cause":"assign","reason":""}\
            """),
        arguments(
            new EnrichedRecordFormat(),
            Samples.ENRICHED,
            EVENT.substring(0, EVENT.length() - 1)
                + ",\"parts\":[\"b\",\"a:card\"],"
                + STAMP.substring(0, STAMP.length() - 1)
                + """
                ,"ahead":["terminal:7"],"computed":[{"part":"a:card",\
                "source":"card-fraud.events-1@78","values":{"amount":12.5},\
                "shadow_failed":"no"}]}\
                """),
        arguments(
            new EnrichedRecordFormat(),
            Samples.ENRICHED_OUTCOME,
            OUTCOME.substring(0, OUTCOME.length() - 1)
                + ",\"assignment\":7,\"release\":3,\"shadow\":4,\"ahead\":[\"terminal:7\"]}"),
        arguments(
            new FeaturePartFormat(),
            Samples.COMPUTED,
            "{\"event_id\":\"123\",\"part\":\"b\",\"parts\":[\"b\",\"a:card\"],"
                + "\"source\":\"card-fraud.events-b-1@77\",\"values\":"
                + VALUES
                + ",\"event\":"
                + EVENT
                + "}"),
        arguments(
            new FeaturePartFormat(),
            Samples.FAILED,
            """
            {"event_id":"123","part":"a:card","parts":["b","a:card"],\
            "source":"card-fraud.events-a-1@78","failed":"the state is from a newer version"}\
            """),
        arguments(
            new FeaturePartFormat(),
            Samples.WITH_SHADOW,
            "{\"event_id\":\"123\",\"part\":\"b\",\"parts\":[\"b\",\"a:card\"],"
                + STAMP.substring(0, STAMP.length() - 1)
                + ",\"source\":\"card-fraud.events-b-1@77\",\"values\":{\"amount\":12.5},"
                + "\"shadow_values\":{\"amount\":13.5}}"),
        arguments(
            new FeaturePartFormat(),
            Samples.FAILED_FOR_SHADOW,
            "{\"event_id\":\"123\",\"part\":\"b\",\"parts\":[\"b\",\"a:card\"],"
                + STAMP.substring(0, STAMP.length() - 1)
                + ",\"source\":\"card-fraud.events-b-1@77\",\"values\":{\"amount\":12.5},"
                + "\"shadow_failed\":\"no\"}"),
        arguments(
            new PredictionFormat(),
            Samples.PREDICTION_WITH_SHADOW,
            "{\"event\":"
                + EVENT
                + """
                ,"release":3,"features":{"amount":12.5},"outputs":{"score":0.97},\
                "model":{"name":"model.onnx","sha256":"ab12"},"degraded":[],\
                "attributions":[{"feature":"amount","effect":0.5}],\
                "shadow":{"release":4,"features":{},"outputs":{},\
                "model":{"name":"model.onnx","sha256":"ab12"},"degraded":[],\
                "fallback":"model: output score is NaN"},\
                "sources":{"b":"card-fraud.features-b-2@5"}}\
                """),
        arguments(
            new PredictionFormat(),
            Samples.PREDICTION,
            "{\"event\":"
                + EVENT
                + ",\"features\":"
                + VALUES
                + ",\"outputs\":{\"score\":0.97},\"model\":{\"name\":\"model.onnx\","
                + "\"sha256\":\"ab12\"},\"degraded\":[\"a:card: late\"],"
                + "\"sources\":{\"b\":\"card-fraud.features-b-2@5\"}}"),
        arguments(
            new DecisionFormat(),
            Samples.DECISION,
            """
            {"event_id":"123","event_time":"2018-06-01T10:00:00Z",\
            "entities":{"card":"42","terminal":"7"},"outcome":"DECLINE","reasons":["HIGH_RISK"],\
            "shadow":[{"rule":2,"outcome":"REVIEW","reason":"NEW_SHOP"},{"rule":3,"outcome":"APPROVE"}],\
            "lists":[{"list":"blocked-cards","item":"596","answer":true},\
            {"list":"trusted-shops","item":"7","answer":false}],\
            "scores":{"score":0.97},"model":{"name":"model.onnx","sha256":"ab12"},"degraded":[],\
            "raw":"card-fraud.raw-3@1842","prediction":"card-fraud.predictions-2@6"}\
            """),
        arguments(
            new ListItemFormat(),
            Samples.ITEM,
            """
            {"list":"blocked-cards","item":"596","from":"2018-06-01T10:00:00Z",\
            "to":"2018-06-02T10:00:00Z","note":"action 123:block"}\
            """),
        arguments(
            new ListItemFormat(),
            Samples.LASTING_ITEM,
            """
            {"list":"blocked-cards","item":"a/b","from":"2018-06-01T10:00:00Z","note":"stolen"}\
            """),
        arguments(
            new ListItemFormat(),
            Samples.ITEM_FROM_NOW_ON,
            """
            {"list":"blocked-cards","item":"598","to":"2018-06-01T10:00:00Z","note":""}\
            """),
        arguments(
            new DecisionFormat(),
            Samples.EXPLAINED_DECISION,
            """
            {"event_id":"123","event_time":"2018-06-01T10:00:00Z",\
            "entities":{"card":"42","terminal":"7"},"outcome":"DECLINE","rule":4,\
            "reasons":["HIGH_RISK"],"release":3,"scores":{"score":0.97},\
            "model":{"name":"model.onnx","sha256":"ab12"},\
            "attributions":[{"feature":"amount","effect":0.5},{"feature":"is_night","effect":-0.25}],\
            "degraded":[],"raw":"card-fraud.raw-3@1842","prediction":"card-fraud.predictions-2@6"}\
            """),
        arguments(
            new EvaluationFormat(),
            Samples.EVALUATION,
            """
            {"day":"2018-06-01","examples":1200,"positives":40,"weight":5840.5,\
            "metrics":{"average_precision":0.71},"thresholds":[\
            {"threshold":0.9,"precision":0.75,"recall":0.5},{"threshold":0.99,"recall":0.0}]}\
            """),
        arguments(
            new EvaluationFormat(),
            Samples.EVALUATION_OF_A_SEGMENT,
            """
            {"day":"2018-06-01","release":3,"segment":"is_night=1","examples":2,"positives":0,\
            "weight":10.0,"metrics":{},"thresholds":[{"threshold":0.9,"precision":0.0}]}\
            """),
        arguments(
            new DecisionFormat(),
            Samples.HELD_BACK_DECISION,
            """
            {"event_id":"123","event_time":"2018-06-01T10:00:00Z",\
            "entities":{"card":"42","terminal":"7"},"outcome":"APPROVE","rule":5,\
            "reasons":["HELD_BACK"],"held_back":{"outcome":"DECLINE","share":0.01},"release":3,\
            "scores":{"score":0.97},"model":{"name":"model.onnx","sha256":"ab12"},"degraded":[],\
            "raw":"card-fraud.raw-3@1842","prediction":"card-fraud.predictions-2@6"}\
            """),
        arguments(
            new ActionFormat(),
            Samples.TO_LIST,
            "{\"event_id\":\"123\",\"action\":\"stop\",\"outcome\":\"DECLINE\",\"list\":\"blocked-cards\","
                + "\"item\":\"a/b\",\"seconds\":86400,\"body\":{}}"),
        arguments(
            new ActionFormat(),
            Samples.TO_LIST_FOR_EVER,
            "{\"event_id\":\"123\",\"action\":\"stop\",\"outcome\":\"DECLINE\",\"list\":\"blocked-cards\","
                + "\"item\":\"596\",\"body\":{}}"),
        arguments(
            new ActionFormat(),
            Samples.UNMADE,
            "{\"event_id\":\"123\",\"action\":\"stop\",\"outcome\":\"DECLINE\",\"unmade\":\"/ by zero\","
                + "\"body\":{}}"),
        arguments(
            new ActionFormat(),
            Samples.TO_TOPIC,
            "{\"event_id\":\"123\",\"action\":\"topic-review\",\"outcome\":\"REVIEW\",\"topic\":\"review\","
                + "\"body\":{\"a\": \"ü\"}}"),
        arguments(
            new ActionFormat(),
            Samples.TO_WEBHOOK,
            "{\"event_id\":\"123\",\"action\":\"call\",\"outcome\":\"DECLINE\",\"webhook\":\"${HOOK}\",\"body\":{}}"),
        arguments(
            new ActionFormat(),
            Samples.OF_A_RELEASE,
            """
            {"event_id":"123","action":"call","outcome":"DECLINE","release":7,\
            "webhook":"https://x.org/${PATH}","headers":{"authorization":"Bearer ${BLOCK_TOKEN}"},\
            "body":[{"a":1},null]}\
            """),
        arguments(
            new ActionFormat(),
            Samples.TO_LOG,
            "{\"event_id\":\"123\",\"action\":\"log\",\"outcome\":\"DECLINE\",\"log\":true,\"body\":{}}"),
        arguments(
            new ActionResultFormat(),
            Samples.RESULT,
            "{\"event_id\":\"123\",\"action\":\"call\",\"status\":\"FAILED\",\"attempts\":3,"
                + "\"answer\":\"503 \\\"busy\\\"\\n\"}"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void writesTheFrozenSample(JsonFormat<T> format, T value, String sample) {
    assertThat(new String(write(format, value), UTF_8)).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void readsTheFrozenSample(JsonFormat<T> format, T value, String sample) {
    assertThat(read(format, sample)).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void skipsFieldsThatItDoesNotKnow(JsonFormat<T> format, T value, String sample) {
    String newer = "{\"new\":{\"a\":[1,{\"b\":null}]}," + sample.substring(1);

    assertThat(read(format, newer)).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void refusesWhatIsCutOff(JsonFormat<T> format, T value, String sample) {
    byte[] bytes = sample.getBytes(UTF_8);

    for (int length = 0; length < bytes.length; length++) {
      String cut = new String(bytes, 0, length, UTF_8);
      assertThatThrownBy(() -> read(format, cut)).isInstanceOf(SerializationException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void answersGarbageWithAClearMessage(JsonFormat<T> format, T value, String sample) {
    Random random = new Random(7);

    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(1, 64)];
      random.nextBytes(garbage);
      assertThatThrownBy(() -> new JsonSerde<>(format).deserializer().deserialize("t", garbage))
          .isInstanceOf(SerializationException.class)
          .message()
          .isNotBlank()
          .doesNotContain("\n");
    }
  }

  @Test
  void readsOutcomesFromTheirOwnTopicToo() {
    byte[] written = write(new OutcomeFormat(), Samples.OUTCOME);

    Outcome read = read(new OutcomeFormat(), new String(written, UTF_8));

    assertThat(read).isEqualTo(Samples.OUTCOME);
  }

  @Test
  void readsRoutedEventsFromTheirOwnTopicToo() {
    byte[] written = write(new RoutedEventFormat(), Samples.ROUTED);

    assertThat(read(new RoutedEventFormat(), new String(written, UTF_8))).isEqualTo(Samples.ROUTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"1"}                         | field 'type' is missing
          {"type":"event","id":"1"}          | field 'time' is missing
          {"type":"events"}                  | type 'events' is none of event, outcome, assignment
          {"type":"event","id":7}            | 'id' should be a string, but is 7
          {"type":"event","time":"today"}    | 'today' is not a time such as 2018-06-01T10:00:00Z
          {"type":"event","source":"raw"}    | 'raw' is not of the form topic-partition@offset
          {"type":"event","source":"raw-x@1"} | 'raw-x@1' is not of the form topic-partition@offset
          {"type":"event","entities":["a"]}  | 'entities' should be an object
          {"type":"event","entities":{"a":""}} | no entity key: entity 'a', id ''
          {"type":"event","data":[]}         | 'data' should be an object
          {"type":"outcome","label":true}    | 'label' should be a number, a string or an array of numbers
          []                                 | the record should be an object
          {} {}                              | field 'type' is missing
          nonsense                           | not JSON: Unrecognized token 'nonsense'
          """,
      quoteCharacter = '`')
  void saysWhatIsWrong(String json, String reason) {
    assertThatThrownBy(() -> read(new StreamRecordFormat(), json))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void refusesASecondValueAfterTheFirst() {
    assertThatThrownBy(() -> read(new StreamRecordFormat(), EVENT + " {}"))
        .isInstanceOf(SerializationException.class)
        .hasMessage("something follows the JSON value");
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    assertThatThrownBy(() ->
            read(
                new PredictionFormat(),
                "{\"event\":" + EVENT + ",\"features\":{\"x\":1e999},\"outputs\":{}}"))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("must be finite");
  }

  @Test
  void keepsEveryBitOfANumber() {
    for (double number : List.of(0.1, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1.0 / 3)) {
      Outcome outcome =
          new Outcome(
              "1",
              Samples.EVENT.time(),
              Samples.EVENT.entities(),
              FeatureValue.of(number),
              Samples.EVENT.time(),
              null,
              Samples.EVENT.source());

      byte[] written = write(new OutcomeFormat(), outcome);

      assertThat(read(new OutcomeFormat(), new String(written, UTF_8))).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\n  \"a\" : [ 1 , 2.50, 1E5 ]\r\n}",
        "{\"ü\":\"\\u00fc ü 漢字 \uD83D\uDE00\"}",
        "{\"nested\":{\"data\":{\"}\":\"{\"}}}"
      })
  void carriesThePayloadByteForByte(String payload) {
    Event event =
        new Event(
            "1",
            Samples.EVENT.time(),
            Samples.EVENT.entities(),
            Samples.EVENT.source(),
            Payload.of(payload));
    JsonFormat<StreamRecord> format = new StreamRecordFormat();

    StreamRecord read = read(format, new String(write(format, event), UTF_8));

    assertThat(((Event) read).payload().bytes()).isEqualTo(payload.getBytes(UTF_8));
  }

  @Test
  void leavesNullAsItIs() {
    JsonSerde<StreamRecord> serde = new JsonSerde<>(new StreamRecordFormat());

    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", null)).isNull();
  }

  private static <T> byte[] write(JsonFormat<T> format, T value) {
    return new JsonSerde<>(format).serializer().serialize("t", value);
  }

  private static <T> T read(JsonFormat<T> format, String json) {
    return new JsonSerde<>(format).deserializer().deserialize("t", json.getBytes(UTF_8));
  }

  @Test
  void passesOnAVectorInTheWordsThatItWasReadIn() {
    JsonSerde<FeaturePart> serde = new JsonSerde<>(new FeaturePartFormat());
    String numbers = "[1, 0.50, -3e2, %s]".formatted("7,".repeat(99) + "7");
    String json =
        """
        {"event_id":"123","part":"b","parts":["b"],"source":"card-fraud.events-b-1@77",\
        "values":{"pixels":%s}}\
        """
            .formatted(numbers);

    FeaturePart part = serde.deserializer().deserialize("t", json.getBytes(UTF_8));

    Map<String, FeatureValue> values = ((FeaturePart.Computed) part.values()).values();
    double[] expected = new double[103];
    Arrays.fill(expected, 7);
    System.arraycopy(new double[] {1, 0.5, -300}, 0, expected, 0, 3);
    assertThat(values).containsExactly(Map.entry("pixels", FeatureValue.Vector.of(expected)));
    assertThat(serde.serializer().serialize("t", part)).asString(UTF_8).isEqualTo(json);
  }
}
