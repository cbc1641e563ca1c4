package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JoinEntrySerdeTest {
  private static final List<FeaturePart> PARTS =
      List.of(
          TestEvents.part("é1", TestEvents.CARD, TestEvents.PARTS, 0.1),
          new FeaturePart.Failed(
              TestEvents.about("é1", Part.EVENT, TestEvents.PARTS), "amount is no number"));

  @Test
  void readsWhatItWrote() {
    assertReadsBack(new JoinEntry.Waiting(1_700_000_000_123L, PARTS));
    assertReadsBack(new JoinEntry.Complete(7, PARTS, new Position("p.features-a", 3, 1L << 40)));
    assertReadsBack(new JoinEntry.Complete(0, PARTS, null));
  }

  @Test
  void readsVersion1() {
    String json =
        """
        {"event_id":"1","part":"b","parts":["b","a:card"],"source":"t.events-b-0@5",\
        "failed":"no","event":{"type":"event","id":"1","time":"2018-06-01T10:00:00Z",\
        "entities":{"card":"42","terminal":"7"},"source":"test.raw-0@17",\
        "data":{"tx_id":"1","amount":12.5}}}\
        """;
    String header = "01" + "01" + "0000000000000009" + "0005" + hex("t-0@8") + "00000001";
    byte[] sample = HexFormat.of().parseHex(header + "%08x".formatted(json.length()) + hex(json));

    JoinEntry entry = read(sample);

    List<Part> parts = List.of(Part.EVENT, TestEvents.CARD);
    FeaturePart.About about =
        new FeaturePart.About(
            "1", Part.EVENT, parts, new Position("t.events-b", 0, 5), TestEvents.event("1"));
    assertThat(entry)
        .isEqualTo(
            new JoinEntry.Complete(
                9, List.of(new FeaturePart.Failed(about, "no")), new Position("t", 0, 8)));
    assertThat(write(entry)).isEqualTo(sample);
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> read(new byte[] {2, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("has version 2, but this program knows only version 1");
  }

  private static void assertReadsBack(JoinEntry entry) {
    assertThat(read(write(entry))).isEqualTo(entry);
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
