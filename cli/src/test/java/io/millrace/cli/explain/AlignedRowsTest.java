package io.millrace.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlignedRowsTest {
  private final AlignedRows rows = new AlignedRows();

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    rows.add("a", "1", "first");
    rows.add("long name", "100", "second");
    rows.add("a last cell takes what it needs");

    assertThat(rows.lines())
        .containsExactly(
            "  a          1    first",
            "  long name  100  second",
            "  a last cell takes what it needs");
  }

  @Test
  void nothingControlsTheTerminal() {
    rows.add("\u001b[31mred\nline", "");

    assertThat(rows.lines()).containsExactly("   [31mred line");
  }
}
