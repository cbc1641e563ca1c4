package io.millrace.ingestion;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final Position SOURCE = new Position("card-fraud.raw", 3, 1842);
  private static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");

  private final EventReader reader = new EventReader(Cards.PIPELINE);

  @Test
  void takesTheIdTheTimeAndTheEntitiesOutOfThePayload() {
    Event event = accepted(Cards.TRANSACTION);

    assertThat(event.id()).isEqualTo("123");
    assertThat(event.time()).isEqualTo("2018-06-01T10:00:00Z");
    assertThat(event.entities())
        .containsExactly(new EntityKey("card", "42"), new EntityKey("terminal", "7"));
    assertThat(event.source()).isEqualTo(SOURCE);
  }

  @Test
  void carriesThePayloadAsTheBytesThatCame() {
    String json =
        " \n" + Cards.TRANSACTION.replace("12.5", "1.250e+1, \"memo\":\"é\\u00e9😀\"  ") + "\t";

    Event event = accepted(json);

    assertThat(event.payload().bytes()).isEqualTo(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'123',                            123",
    "123456789012345678901234567890,   123456789012345678901234567890",
    "-5,                               -5",
    "'\"ä:b 😀\"',                     ä:b 😀",
  })
  void makesAnIdTheTextThatItIsWrittenAs(String written, String id) {
    Event event = accepted(with("tx_id", written));

    assertThat(event.id()).isEqualTo(id);
  }

  @Test
  void makesAnIntegerOfAnEntityItsDigits() {
    Event event = accepted(with("customer_id", "42"));

    assertThat(event.entities()).first().hasToString("card:42");
  }

  @ParameterizedTest
  @CsvSource({
    "2018-06-01T10:00:00+02:00,       2018-06-01T08:00:00Z",
    "2018-06-01T10:00:00-09:30,       2018-06-01T19:30:00Z",
    "2018-06-01T10:00Z,               2018-06-01T10:00:00Z",
    "2018-06-01T10:00:00.123999999Z,  2018-06-01T10:00:00.123Z",
    "1970-01-01T00:00:00Z,            1970-01-01T00:00:00Z",
    "2026-01-02T00:00:00Z,            2026-01-02T00:00:00Z",
  })
  void bringsATimeToUtcAndToTheMillisecond(String written, Instant time) {
    Event event = accepted(with("event_time", '"' + written + '"'));

    assertThat(event.time()).isEqualTo(time);
  }

  @Test
  void readsAnIntegerTimeAsMillisecondsSince1970() {
    Event event = accepted(with("event_time", "1527847200123"));

    assertThat(event.time()).isEqualTo("2018-06-01T10:00:00.123Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"2018-06-01T10:00:00\"`  | has no offset from UTC: write 2018-06-01T10:00:00Z",
        "`\"2018-06-01 10:00:00Z\"` | is '2018-06-01 10:00:00Z', not a time: write ISO 8601",
        "`\"2018-02-30T10:00:00Z\"` | not a time",
        "`\"\"`                     | is '', not a time",
        "`\"yesterday\"`            | is 'yesterday', not a time",
        "1527847200.5               | is 1527847200.5, not a time",
        "1e12                       | is 1e12, not a time",
        "99999999999999999999999    | is 99999999999999999999999, not a time",
        "1527847200                 | 1527847200 looks like seconds: write milliseconds",
        "true                       | is true, not a time",
        "null                       | is null, not a time",
        "`[\"2018\"]`               | is an array, not a time",
        "-1                         | 1969-12-31T23:59:59.999Z is before 1970",
        "`\"1969-12-31T23:59:59Z\"` | 1969-12-31T23:59:59Z is before 1970",
        "9223372036854775807        | days ahead of its arrival",
        "`\"+999999999-12-31T23:59:59Z\"` | days ahead of its arrival",
        "`\"-999999999-12-31T23:59:59Z\"` | is before 1970",
      })
  void rejectsWhatIsNoTimeOrAnImpossibleOne(String written, String reason) {
    String rejected = rejected(with("event_time", written));

    assertThat(rejected).startsWith("event_time ").contains(reason);
  }

  @Test
  void saysHowFarATimeIsAheadOfItsArrival() {
    String reason = rejected(with("event_time", "\"9999-12-31T23:59:59Z\""));

    assertThat(reason)
        .isEqualTo(
            "event_time 9999-12-31T23:59:59Z is 2,912,442 days ahead of its arrival "
                + "(2026-01-01T00:00:00Z); at most 24 hours are allowed");
  }

  @Test
  void rejectsATimeOneMillisecondTooFarAhead() {
    String reason = rejected(with("event_time", "\"2026-01-02T00:00:00.001Z\""));

    assertThat(reason).contains("ahead of its arrival");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tx_id       | `\"\"`   | tx_id is empty",
        "tx_id       | `\" \"`  | tx_id is empty",
        "tx_id       | 1.0      | tx_id is 1.0: write a text or an integer",
        "tx_id       | true     | tx_id is true: write a text or an integer",
        "tx_id       | null     | tx_id is null: write a text or an integer",
        "customer_id | `\"\"`   | customer_id is empty",
        "terminal_id | `\"\"`   | terminal_id is empty",
        "terminal_id | {}       | terminal_id is an object: write a text or an integer",
      })
  void rejectsIdsThatAreNone(String field, String written, String reason) {
    String rejected = rejected(with(field, written));

    assertThat(rejected).isEqualTo(reason);
  }

  @Test
  void rejectsAnIdTooLongForAKey() {
    String reason = rejected(with("tx_id", '"' + "x".repeat(1_025) + '"'));

    assertThat(reason).isEqualTo("tx_id has 1,025 characters: write at most 1,024");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tx_id", "event_time", "customer_id", "terminal_id"})
  void rejectsAMissingField(String field) {
    String reason = rejected(Cards.TRANSACTION.replace('"' + field + '"', "\"other\""));

    assertThat(reason).isEqualTo(field + " is missing");
  }

  @Test
  void namesAllViolationsOfTheSchemaInOneReason() {
    String reason = rejected(Cards.TRANSACTION.replace("12.5", "-1,\"memo\":7"));

    assertThat(reason).isEqualTo("amount: -1 is below the minimum 0; memo: 7 is no string");
  }

  @Test
  void namesEachThingThatIsMissingOnce() {
    String reason = rejected("{}");

    assertThat(reason.split("; "))
        .containsExactlyInAnyOrder(
            "tx_id is missing",
            "event_time is missing",
            "customer_id is missing",
            "terminal_id is missing",
            "amount is missing");
  }

  @Test
  void namesTheRemedyForATimeBeforeWhatTheSchemaSays() {
    String json = with("event_time", "\"2018-06-01T10:00:00\"").replace("12.5", "\"much\"");

    assertThat(rejected(json))
        .isEqualTo(
            "event_time '2018-06-01T10:00:00' has no offset from UTC: "
                + "write 2018-06-01T10:00:00Z, or its offset in the place of Z; "
                + "amount: 'much' is no number");
  }

  @Test
  void namesBothNumbersOfARecordThatIsTooLarge() {
    String reason = rejected(" ".repeat(100_001 - Cards.TRANSACTION.length()) + Cards.TRANSACTION);

    assertThat(reason).isEqualTo("the record has 100,001 bytes: write at most 100,000");
  }

  @Test
  void acceptsARecordOfTheLargestSize() {
    Event event = accepted(" ".repeat(100_000 - Cards.TRANSACTION.length()) + Cards.TRANSACTION);

    assertThat(event.payload().bytes()).hasSize(100_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                   | the record is empty: write a JSON object",
        "`  `                 | the record is empty: write a JSON object",
        "`[{}]`               | the record is an array: write a JSON object",
        "`\"text\"`           | the record is 'text': write a JSON object",
        "`12`                 | the record is 12: write a JSON object",
        "`null`               | the record is null: write a JSON object",
        "`{\"tx_id\":`        | not usable JSON: Unexpected end-of-input",
        "`{\"tx_id\":}`       | not usable JSON: Unexpected character ('}' (code 125))",
        "`{'tx_id':1}`        | not usable JSON: Unexpected character",
        "`hello`              | not usable JSON: Unrecognized token 'hello'",
        "`{} {}`              | something follows the JSON object",
        "`{}x`                | not usable JSON: Unrecognized token 'x'",
        "`{\"a\":NaN}`        | not usable JSON: Non-standard token 'NaN'",
        "`{\"a\":1,\"a\":2}`  | not usable JSON: Duplicate",
        "`{\"a\":{\"b\":1,\"b\":2}}` | not usable JSON: Duplicate",
        "`{\"a\":1e999}`      | 1e999 (line 1, column 6) is too large for a number",
        "`{\"a\":[-1e999]}`   | -1e999 (line 1, column 7) is too large for a number",
        "`{\"a\":\"\\ud800\"}`    | half a surrogate pair",
        "`{\"a\":[\"\\udc00x\"]}` | half a surrogate pair",
        "`{\"\\ud83d\":1}`        | not usable JSON: Broken surrogate pair",
        "`{\"\\udc00\":1}`        | not usable JSON: Unexpected low surrogate",
        "`{\"a\":{\"\\udc00\":1}}`| not usable JSON: Unexpected low surrogate",
      })
  void rejectsWhatIsNoJsonObjectForEveryReader(String json, String reason) {
    String rejected = rejected(json == null ? "" : json);

    assertThat(rejected).startsWith(reason);
  }

  @Test
  void rejectsAnIntegerBeyondADouble() {
    String reason = rejected("{\"a\":1" + "0".repeat(400) + "}");

    assertThat(reason).contains("is too large for a number");
  }

  @Test
  void rejectsANumberThatIsNothingButLong() {
    String reason = rejected("{\"a\":0." + "1".repeat(90_000) + "}");

    assertThat(reason).startsWith("not usable JSON: Number value length");
  }

  @Test
  void rejectsNestingThatLaterStagesCouldNotRead() {
    String deep = Cards.TRANSACTION.replace("12.5", "12.5,\"a\":" + "[".repeat(90_000));

    String reason = rejected(deep);

    assertThat(reason).contains("nesting depth");
  }

  @Test
  void acceptsNestingUpToItsBound() {
    String nested = "[".repeat(63) + "]".repeat(63);

    Event event = accepted(Cards.TRANSACTION.replace("12.5", "12.5,\"a\":" + nested));

    assertThat(event.id()).isEqualTo("123");
  }

  @Test
  void rejectsEveryEncodingButUtf8() {
    String json = Cards.TRANSACTION.replace("12.5", "12.5,\"memo\":\"é\"");

    assertThat(rejected(json.getBytes(UTF_16))).contains("zero byte", "UTF-16");
    assertThat(rejected(json.getBytes(UTF_16LE))).contains("zero byte");
    assertThat(rejected(json.getBytes(ISO_8859_1)))
        .isEqualTo(
            "the record is not UTF-8 from byte %d on: write JSON in UTF-8"
                .formatted(json.indexOf('é') + 1));
    assertThat(rejected(('\uFEFF' + json).getBytes(UTF_8))).contains("byte order mark");
  }

  @Test
  void boundsAReasonByWhatPeopleRead() {
    String name = "\"" + "x".repeat(40_000) + "\":";

    String reason = rejected("{" + name + "1," + name + "2}");

    assertThat(reason).hasSize(2_000).endsWith("…");
  }

  private Event accepted(String json) {
    Reading<Event> reading = reader.read(json.getBytes(UTF_8), SOURCE, ARRIVAL);
    return switch (reading) {
      case Reading.Accepted<Event>(Event event) -> event;
      case Reading.Rejected<Event>(String reason) -> throw new AssertionError(reason);
    };
  }

  private String rejected(String json) {
    return rejected(json.getBytes(UTF_8));
  }

  private String rejected(byte[] json) {
    return switch (reader.read(json, SOURCE, ARRIVAL)) {
      case Reading.Accepted<Event>(Event event) -> throw new AssertionError(event.toString());
      case Reading.Rejected<Event>(String reason) -> reason;
    };
  }

  /// The good transaction with another value for a field, as it stands in the JSON.
  private static String with(String field, String written) {
    return Cards.TRANSACTION.replaceFirst(
        '"' + field + "\":\"[^\"]*\"", Matcher.quoteReplacement('"' + field + "\":" + written));
  }
}
