package io.millrace.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadableRecordTest {

  @Test
  void showsTimePlaceKeyValueAndTheHeadersThatMatter() {
    ConsumerRecord<byte[], byte[]> record =
        record("7".getBytes(UTF_8), "{\"amount\":12.5}".getBytes(UTF_8));
    record.headers().add("reason", "amount is missing".getBytes(UTF_8));
    record.headers().add("internal", "x".getBytes(UTF_8));

    assertThat(ReadableRecord.of(record))
        .isEqualTo(
            "2026-11-22T10:00:00Z cards.raw-3@42 7 {\"amount\":12.5} reason=amount is missing");
  }

  @Test
  void showsADashWhereKeyOrValueAreAbsent() {
    assertThat(ReadableRecord.of(record(null, null))).endsWith("cards.raw-3@42 - -");
  }

  @Test
  void showsBytesThatAreNoTextInHexadecimal() {
    assertThat(ReadableRecord.of(record(null, new byte[] {(byte) 0xff, 1})))
        .endsWith("- 0xff01 (2 bytes)");
  }

  @Test
  void cutsWhatFillsTheScreen() {
    String text = ReadableRecord.of(record(null, "x".repeat(1_000_000).getBytes(UTF_8)));

    assertThat(text).hasSizeLessThan(2_200).endsWith("x… (1,000,000 bytes)");
  }

  @Test
  void letsNoControlCharacterReachTheTerminal() {
    assertThat(ReadableRecord.of(record(null, "a\u001B[2Jb\nc".getBytes(UTF_8))))
        .endsWith("- a [2Jb c");
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        "cards.raw",
        3,
        42,
        Instant.parse("2026-11-22T10:00:00Z").toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}
