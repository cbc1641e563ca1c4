package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutingSlip;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class JoinEntrySerdeTest {
  private static final List<Part> PARTS = List.of(Part.EVENT, TestEvents.CARD);
  private static final Headers HEADERS =
      new RecordHeaders().add("é", new byte[] {7}).add("f", null);

  @Test
  void readsWhatItWrote() {
    JoinEntry entry =
        JoinEntry.of(received(TestEvents.CARD, 1L << 40)).with(received(Part.EVENT, 0));

    assertThat(read(write(entry))).isEqualTo(entry);
  }

  @Test
  void readsVersion3() {
    String json =
        """
        {"event_id":"1","part":"b","parts":["b","a:card"],"source":"t.events-b-0@5",\
        "failed":"no","event":{"type":"event","id":"1","time":"2018-06-01T10:00:00Z",\
        "entities":{"card":"42","terminal":"7"},"source":"test.raw-0@17",\
        "data":{"tx_id":"1","amount":12.5}}}\
        """;
    String part = "00000001" + "0000000000000008" + "0000000000000009";
    String headers =
        "00000002" + "00000002" + "c3a9" + "00000001" + "07" + "00000001" + "66" + "ffffffff";
    byte[] sample =
        HexFormat.of()
            .parseHex("03" + part + headers + "%08x".formatted(json.length()) + hex(json));

    JoinEntry entry = read(sample);

    FeaturePart.About about =
        new FeaturePart.About(
            "1",
            Part.EVENT,
            RoutingSlip.of(PARTS),
            new Position("t.events-b", 0, 5),
            TestEvents.event("1"));
    assertThat(entry)
        .isEqualTo(
            JoinEntry.of(
                new JoinEntry.Received(
                    new FeaturePart(about, new FeaturePart.Failed("no")), 8, 9, HEADERS)));
    assertThat(write(entry)).isEqualTo(sample);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> read(new byte[] {2, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("has version 2, but this program knows only version 3");
  }

  private static JoinEntry.Received received(Part part, long offset) {
    return new JoinEntry.Received(
        TestEvents.part("é1", part, PARTS, 0.1), offset, 1_700_000_000_123L, HEADERS);
  }

  private static byte[] write(JoinEntry entry) {
    return new JoinEntrySerde().serializer().serialize("waiting-parts", entry);
  }

  private static JoinEntry read(byte[] bytes) {
    return new JoinEntrySerde().deserializer().deserialize("waiting-parts", bytes);
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
