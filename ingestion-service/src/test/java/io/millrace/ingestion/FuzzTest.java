package io.millrace.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Event;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.Topic;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever bytes come: they are rejected with a reason, or what they become can be written to
/// `events` and read from there as it was.
class FuzzTest {
  private static final int INPUTS = 10_000;
  private static final Position SOURCE = new Position("card-fraud.raw", 0, 7);
  private static final Instant ARRIVAL = Instant.parse("2026-01-01T00:00:00Z");

  /// What JSON is made of, and what it is broken by.
  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\ud800",
          "\\udc00",
          "\\u0000",
          "\uFEFF",
          "😀",
          "null",
          "true",
          "1e999",
          "-0",
          "1.5",
          "9".repeat(400),
          "\"tx_id\":\"1\"",
          "\n",
          "\0",
          "\"a\":{\"b\":[1]}",
          "2018-06-01",
          "+99:00");

  private final Random random = new Random(42);

  @Test
  void noBytesHarmTheStreamOfEvents() {
    EventReader reader = new EventReader(Cards.PIPELINE);
    int accepted = 0;

    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutated(Cards.TRANSACTION.getBytes(UTF_8));
      accepted += isAccepted(reader.read(input, SOURCE, ARRIVAL), input);
    }

    assertThat(accepted).isBetween(INPUTS / 100, INPUTS * 99 / 100);
  }

  @Test
  void noBytesHarmTheStreamOfOutcomes() {
    RecordReader<Outcome> reader = OutcomeReader.of(Cards.PIPELINE);
    int accepted = 0;

    for (int i = 0; i < INPUTS; i++) {
      byte[] input = mutated(Cards.FEEDBACK.getBytes(UTF_8));
      accepted += isAccepted(reader.read(input, SOURCE, ARRIVAL), input);
    }

    assertThat(accepted).isBetween(INPUTS / 100, INPUTS * 99 / 100);
  }

  @Test
  void randomBytesAreRejected() {
    EventReader reader = new EventReader(Cards.PIPELINE);

    for (int i = 0; i < INPUTS; i++) {
      byte[] input = new byte[random.nextInt(200)];
      random.nextBytes(input);
      assertThat(isAccepted(reader.read(input, SOURCE, ARRIVAL), input)).isZero();
    }
  }

  private static int isAccepted(Reading<? extends StreamRecord> reading, byte[] input) {
    return switch (reading) {
      case Reading.Accepted(StreamRecord record) -> {
        assertThat(throughTheLog(record))
            .as(() -> new String(input, UTF_8))
            .isEqualTo(onTheLog(record));
        yield 1;
      }
      case Reading.Rejected(String reason) -> {
        assertThat(reason).isNotBlank().hasSizeLessThanOrEqualTo(2_000);
        yield 0;
      }
    };
  }

  private static StreamRecord throughTheLog(StreamRecord record) {
    Topic<String, StreamRecord> events = Cards.PIPELINE.topics().events();
    byte[] written = events.valueSerde().serializer().serialize(events.name(), record);
    return events.valueSerde().deserializer().deserialize(events.name(), written);
  }

  /// White space around a payload is not written.
  private static StreamRecord onTheLog(StreamRecord record) {
    return switch (record) {
      case Event(var id, var time, var entities, var source, var payload) ->
          new Event(id, time, entities, source, Payload.of(payload.toString().strip()));
      case Outcome outcome -> outcome;
      case Assignment assignment -> throw new AssertionError("no producer makes " + assignment);
    };
  }

  private byte[] mutated(byte[] good) {
    byte[] bytes = good;
    for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
      bytes = mutatedOnce(bytes);
    }
    return bytes;
  }

  private byte[] mutatedOnce(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(8));
    return switch (random.nextInt(4)) {
      case 0 -> spliced(bytes, at, to, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      case 1 -> spliced(bytes, at, at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      case 2 -> spliced(bytes, at, to, "");
      default -> withOtherByte(bytes, at);
    };
  }

  private byte[] withOtherByte(byte[] bytes, int at) {
    byte[] other = bytes.clone();
    if (at < other.length) {
      other[at] = (byte) random.nextInt(256);
    }
    return other;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, String fragment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Arrays.copyOfRange(bytes, 0, from));
    out.writeBytes(fragment.getBytes(UTF_8));
    out.writeBytes(Arrays.copyOfRange(bytes, to, bytes.length));
    return out.toByteArray();
  }
}
