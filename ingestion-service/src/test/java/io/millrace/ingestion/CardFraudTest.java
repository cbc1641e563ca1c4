package io.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Event;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What producers are told by the pipeline that everyone starts with.
class CardFraudTest {
  private static PipelineDefinition pipeline;

  @BeforeAll
  static void readPipeline() throws InvalidPipeline {
    pipeline = new PipelineReader().read(Path.of("..", "pipelines", "card-fraud"));
  }

  @Test
  void acceptsAGoodRecord() {
    Reading<Event> reading = read(Cards.TRANSACTION);

    assertThat(reading).isInstanceOf(Reading.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"amount\":12.5`     | `\"amount\":12.5,`   | not usable JSON: Unexpected character ('}'",
        "`,\"amount\":12.5`    | ``                   | amount is missing",
        "`\"tx_id\"`           | `\"id\"`             | tx_id is missing",
        "12.5                  | `\"12.5\"`           | amount: '12.5' is no number",
        "12.5                  | -1                   | amount: -1 is below the minimum 0",
        "`\"42\"`              | 42                   | customer_id: 42 is no string",
        "`\"42\"`              | `\"\"`               | customer_id is empty",
        "2018                  | 9999                 | event_time 9999-06-01T10:00:00Z is 2,912,229 days",
        "2018                  | 1918                 | event_time 1918-06-01T10:00:00Z is before 1970",
        "00Z                   | 00                   | event_time '2018-06-01T10:00:00' has no offset",
        "2018-06-01T10:00:00Z  | today                | event_time is 'today', not a time: write ISO 8601",
        "12.5                  | 1e999                | 1e999 (line 1, column 98) is too large for a number",
      })
  void saysWhatIsWrongWithABadOne(String good, String bad, String reason) {
    Reading<Event> reading = read(Cards.TRANSACTION.replace(good, bad));

    assertThat(((Reading.Rejected<Event>) reading).reason()).startsWith(reason);
  }

  @Test
  void saysHowLargeARecordMayBe() {
    Reading<Event> reading =
        read(" ".repeat(1_048_000 - Cards.TRANSACTION.length()) + Cards.TRANSACTION);

    assertThat(reading)
        .isEqualTo(new Reading.Rejected<>("the record has 1,048,000 bytes: write at most 262,144"));
  }

  private static Reading<Event> read(String json) {
    return new EventReader(pipeline)
        .read(
            json.getBytes(UTF_8),
            new Position("card-fraud.raw", 0, 7),
            Instant.parse("2026-01-01T00:00:00Z"));
  }
}
