package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final Layout LAYOUT = new Layout(List.of("number:amount"));

  @Test
  void takesAnIdForAnotherOnlyIfItIsTheSame() {
    Row row = new Row(new Moment(1, 1), "Aa", true, new long[] {1}, List.of());
    Chunk chunk = Chunk.empty(LAYOUT).with(row, LAYOUT);

    assertThat("Aa").hasSameHashCodeAs("BB");
    assertThat(chunk.hasId(0, "Aa")).isTrue();
    assertThat(chunk.hasId(0, "BB")).isFalse();
  }

  @Test
  void readsColumnsOfAnotherLayout() {
    Layout other = new Layout(List.of("value:channel", "number:amount"));
    Row row = new Row(new Moment(5, 7), "e1", true, new long[] {bits(12.5)}, List.of());
    Row further = new Row(new Moment(6, 8), "e2", true, new long[] {9, bits(1)}, List.of());

    Chunk chunk = Chunk.empty(LAYOUT).with(row, LAYOUT).with(further, other);

    assertThat(chunk.bits(0, 0)).isEqualTo(Layout.ABSENT);
    assertThat(chunk.number(0, 1)).isEqualTo(12.5);
    assertThat(chunk.bits(1, 0)).isEqualTo(9);
    assertThat(chunk.number(1, 1)).isEqualTo(1);
    assertThat(chunk.id(1)).isEqualTo("e2");
  }

  @Test
  void capsTheDistinctCount() {
    Counts.Distinct distinct = new Counts.Distinct(0);

    distinct.start();
    for (int at = 0; at < Counts.MOST_DISTINCT - 1; at++) {
      distinct.add(oneRow(at), 1, 0);
    }
    double below = distinct.count();
    distinct.add(oneRow(1_000), 1, 0);
    distinct.add(oneRow(1_001), 1, 0);

    assertThat(below).isEqualTo(Counts.MOST_DISTINCT - 1);
    assertThat(distinct.count()).isEqualTo(Counts.MOST_DISTINCT);
  }

  private static Chunk oneRow(double number) {
    Row row = new Row(new Moment(1, 1), "e", true, new long[] {bits(number)}, List.of());
    return Chunk.empty(LAYOUT).with(row, LAYOUT);
  }

  private static long bits(double number) {
    return Double.doubleToRawLongBits(number);
  }
}
