package io.millrace.cli.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record in words that fit a terminal: its time, place, key, value and the headers that matter.
///
/// Bytes that are no text are shown in hexadecimal, and nothing can write control characters to the
/// terminal.
public final class ReadableRecord {
  private static final int MOST_CHARACTERS = 2_000;
  private static final int MOST_BYTES = 32;
  private static final Set<String> HEADERS =
      Set.of("reason", "stage", "source", "redriven", "ce_type", "ce_source", "traceparent");

  private ReadableRecord() {}

  /// Such as `2026-11-22T10:00:00Z card-fraud.decisions-1@42 key {…} ce_type=…`.
  public static String of(ConsumerRecord<byte[], byte[]> record) {
    String headers =
        StreamSupport.stream(record.headers().spliterator(), false)
            .filter(header -> HEADERS.contains(header.key()))
            .map(ReadableRecord::header)
            .collect(Collectors.joining());
    return "%s %s-%d@%d %s %s%s"
        .formatted(
            Instant.ofEpochMilli(record.timestamp()),
            record.topic(),
            record.partition(),
            record.offset(),
            text(record.key()),
            text(record.value()),
            headers);
  }

  private static String header(Header header) {
    return " " + header.key() + "=" + text(header.value());
  }

  /// Bytes of a record, cut where they fill the screen; a dash where there are none.
  public static String text(byte @Nullable [] bytes) {
    return text(bytes, MOST_CHARACTERS, MOST_BYTES);
  }

  /// The same, however many there are.
  public static String wholeText(byte @Nullable [] bytes) {
    return text(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static String text(byte @Nullable [] bytes, int mostCharacters, int mostBytes) {
    if (bytes == null) {
      return "-";
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String clean = TerminalText.of(text);
      return clean.length() <= mostCharacters
          ? clean
          : clean.substring(0, mostCharacters) + size("…", bytes);
    } catch (CharacterCodingException e) {
      byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, mostBytes));
      return "0x"
          + HexFormat.of().formatHex(first)
          + size(first.length < bytes.length ? "…" : "", bytes);
    }
  }

  private static String size(String prefix, byte[] bytes) {
    return prefix + String.format(Locale.ROOT, " (%,d bytes)", bytes.length);
  }
}
