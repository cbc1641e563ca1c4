package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Position;
import java.util.HexFormat;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class FirstSightingSerdeTest {
  private static final String VERSION_1 = "01" + "0000000000001388" + "612d30403137";

  private final FirstSightingSerde serde = new FirstSightingSerde();
  private final FirstSighting sighting = new FirstSighting(5_000, new Position("a", 0, 17));

  @Test
  void writesTheFrozenSample() {
    byte[] bytes = serde.serializer().serialize("state", sighting);

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(VERSION_1);
  }

  @Test
  void readsTheFrozenSample() {
    byte[] bytes = HexFormat.of().parseHex(VERSION_1);

    assertThat(serde.deserializer().deserialize("state", bytes)).isEqualTo(sighting);
  }

  @Test
  void anUnknownVersionIsRefusedWithARemedy() {
    byte[] bytes = HexFormat.of().parseHex("02" + VERSION_1.substring(2));

    assertThatThrownBy(() -> serde.deserializer().deserialize("state", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("run the one that wrote it");
  }
}
