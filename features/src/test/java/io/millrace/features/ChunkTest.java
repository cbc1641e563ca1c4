package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final Layout LAYOUT =
      new Layout(List.of("number:amount"), List.of("text:channel"));

  /// Version 1, as it was first released: it must be read for ever.
  private static final String FROZEN =
      "010000002e000000010000000d6e756d6265723a616d6f756e74000000010000000c746578743a6368616e6e656c"
          + "0000000200000002"
          + "0000000000000007000001640000000000000c6c0000000001"
          + "4029000000000000"
          + "0000000000000009000001640000000100000c6d0000000e00"
          + "7ff8000000000000"
          + "000000000000000000000008000001650000000001"
          + "000000010000000000000009000001650000000500"
          + "0000000265310000000473776562"
          + "00000002653200000000";

  @Test
  void readsTheFirstRelease() {
    Chunk chunk = Chunk.of(HexFormat.of().parseHex(FROZEN), LAYOUT);

    assertThat(HexFormat.of().formatHex(sample().bytes)).isEqualTo(FROZEN);
    assertThat(chunk.rows).isEqualTo(2);
    assertThat(chunk.isEvent(0)).isTrue();
    assertThat(chunk.isEvent(1)).isFalse();
    assertThat(chunk.offset(1)).isEqualTo(9);
    assertThat(chunk.time(1)).isEqualTo(0x16400000001L);
    assertThat(chunk.number(0, 0)).isEqualTo(12.5);
    assertThat(chunk.number(1, 0)).isNaN();
    assertThat(chunk.text(0, 0)).isEqualTo("sweb");
    assertThat(chunk.hasId(1, "e2")).isTrue();
    assertThat(chunk.labelsOf(0)).containsExactly(new Label(8, 0x16500000000L, true));
    assertThat(chunk.labelsOf(1)).containsExactly(new Label(9, 0x16500000005L, false));
  }

  @Test
  void takesAnIdForAnotherOnlyIfItIsTheSame() {
    Row row = Row.event(new Row.Place(1, 1, "Aa"), new double[] {1}, new String[] {""}, List.of());
    Chunk chunk = Chunk.of(ChunkWriter.withRow(empty(), row), LAYOUT);

    assertThat("Aa").hasSameHashCodeAs("BB");
    assertThat(chunk.hasId(0, "Aa")).isTrue();
    assertThat(chunk.hasId(0, "BB")).isFalse();
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    byte[] bytes = sample().bytes.clone();
    bytes[0] = 2;

    assertThatThrownBy(() -> Chunk.of(bytes, LAYOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 2, this release reads 1");
  }

  @Test
  void capsTheDistinctCount() {
    Counts.Distinct distinct = new Counts.Distinct(0);
    Query query = new Query(0, 0, 0, 0);

    distinct.start();
    for (int at = 0; at < Counts.MOST_DISTINCT - 1; at++) {
      distinct.add(oneText("s" + at), 1, query);
    }
    double below = distinct.value();
    distinct.add(oneText("sa"), 1, query);
    distinct.add(oneText("sb"), 1, query);

    assertThat(below).isEqualTo(9_999);
    assertThat(distinct.value()).isEqualTo(10_000);
  }

  private static Chunk sample() {
    Row event =
        Row.event(
            new Row.Place(7, 0x16400000000L, "e1"),
            new double[] {12.5},
            new String[] {"sweb"},
            List.of(new Label(8, 0x16500000000L, true)));
    Row waiting =
        Row.waiting(
            new Row.Place(9, 0x16400000001L, "e2"), LAYOUT, new Label(9, 0x16500000005L, false));
    Chunk first = Chunk.of(ChunkWriter.withRow(empty(), event), LAYOUT);
    return Chunk.of(ChunkWriter.withRow(first, waiting), LAYOUT);
  }

  private static Chunk oneText(String text) {
    Row row = Row.event(new Row.Place(1, 1, "e"), new double[] {1}, new String[] {text}, List.of());
    return Chunk.of(ChunkWriter.withRow(empty(), row), LAYOUT);
  }

  private static Chunk empty() {
    return Chunk.of(ChunkWriter.empty(LAYOUT), LAYOUT);
  }
}
