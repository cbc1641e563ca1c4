package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DirectoryTest {

  /// Version 1, as it was first released: it must be read for ever.
  private static final String FROZEN = "010000000200000009000000010000000000000032";

  @Test
  void readsTheFirstRelease() {
    Directory directory = new Directory(2, 9, 1, 50);

    assertThat(Directory.of(HexFormat.of().parseHex(FROZEN))).isEqualTo(directory);
    assertThat(HexFormat.of().formatHex(directory.bytes())).isEqualTo(FROZEN);
  }

  @Test
  void freesAgainWhatAnUncommittedRecordFreed() {
    Directory directory = new Directory(2, 9, 1, 50);

    assertThat(directory.freedTo(4, 60, 50)).isEqualTo(new Directory(4, 9, 1, 60));
    assertThat(directory.freedTo(4, 60, 51)).isEqualTo(new Directory(4, 9, 2, 60));
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    byte[] bytes = Directory.EMPTY.bytes();
    bytes[0] = 7;

    assertThatThrownBy(() -> Directory.of(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 7, this release reads 1");
  }
}
