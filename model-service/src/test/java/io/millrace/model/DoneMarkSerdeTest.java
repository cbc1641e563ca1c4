package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Part;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class DoneMarkSerdeTest {

  @Test
  void readsVersion2() {
    byte[] sample = HexFormat.of().parseHex("02" + "01" + "01" + "000162" + "0000010000000000");

    DoneMark mark = read(sample);

    assertThat(mark)
        .isEqualTo(new DoneMark(List.of(new DoneMark.Place(Part.EVENT, 1L << 40)), true));
    assertThat(new DoneMarkSerde().serializer().serialize("done-events", mark)).isEqualTo(sample);
  }

  @Test
  void saysThatABrokenMarkIsDamaged() {
    assertThatThrownBy(() -> read(new byte[] {2, 1, 1, 0}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("an entry of done-events is damaged");
  }

  private static DoneMark read(byte[] bytes) {
    return new DoneMarkSerde().deserializer().deserialize("done-events", bytes);
  }
}
