package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StampLogSerdeTest {

  @Test
  void readsVersion2() {
    StampLogSerde serde = new StampLogSerde();
    byte[] sample =
        HexFormat.of()
            .parseHex(
                "02"
                    + "00000001"
                    + "000000000000012c"
                    + "00000007"
                    + "00000002"
                    + "00000002"
                    + "00000005"
                    + "00000001"
                    + "000463617264"
                    + "0000015d3ef79800");

    StampLog log = serde.deserializer().deserialize("stamps", sample);

    assertThat(log)
        .isEqualTo(
            new StampLog(
                List.of(
                    new StampLog.Entry(
                        300,
                        7,
                        new TreeSet<>(List.of(2, 5)),
                        Map.of("card", 1_500_000_000_000L)))));
    assertThat(serde.serializer().serialize("stamps", log)).isEqualTo(sample);
  }
}
