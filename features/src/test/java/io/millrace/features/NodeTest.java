package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTest {
  private static final PipelineDefinition PIPELINE =
      Pipelines.of(
          Pipelines.feature(
              "sum",
              "card",
              new Aggregation.Sum("amount"),
              Pipelines.window(Duration.ofDays(1), Duration.ZERO)));
  private static final EntityPlan PLAN =
      new EntityPlan(
          PIPELINE.statefulFeaturesOf("card"), PIPELINE.event().schema(), TreeShape.DEFAULT);

  /// Version 3, the first to be released: it must be read for ever.
  private static final String FROZEN =
      "0391ec06745ce4ee6300000000000000090000000000000001000001630000000000000001000000"
          + "000000000700000000000000000000016200000000000000005d00000019000000010000000d6e75"
          + "6d6265723a616d6f756e7400000001000000010000000000000007000001640000000000000c6c00"
          + "00000001402900000000000000000000000000000000000800000165000000000100000002653100"
          + "00000100000000000000000301000000000000000801000000000000000902000000000000000100"
          + "0000570000000000000064000000000000000100000000000000c800000000000000960000000000"
          + "00000500000000000000060000000000000004000000000000000600000004000100020000000000"
          + "0000000087000000009900000019000000010000000d6e756d6265723a616d6f756e740000000200"
          + "0000020000000000000007000001640000000000000c6c0000000001402900000000000000000000"
          + "00000009000001640000000100000c6d00000006007ff80000000000000000000000000000000000"
          + "08000001650000000001000000010000000000000009000001650000000500000000026531000000"
          + "026532";

  @Test
  void readsTheFirstRelease() {
    Node node = Node.of(HexFormat.of().parseHex(FROZEN), PLAN);

    assertThat(HexFormat.of().formatHex(sample().bytes(PLAN))).isEqualTo(FROZEN);
    assertThat(node.stamp()).isEqualTo(9);
    assertThat(node.current()).isTrue();
    assertThat(node.removals())
        .containsExactly(new Removal(0, 3, true, 8, Removal.Step.EMPTIED, 9));
    assertThat(node.life()).isEqualTo(new Life(1, 0x16300000000L));
    Chunk rows = node.content().rows();
    assertThat(rows.rows).isEqualTo(2);
    assertThat(rows.isEvent(0)).isTrue();
    assertThat(rows.isEvent(1)).isFalse();
    assertThat(rows.moment(1)).isEqualTo(new Moment(0x16400000001L, 9));
    assertThat(rows.number(0, 0)).isEqualTo(12.5);
    assertThat(rows.number(1, 0)).isNaN();
    assertThat(rows.id(1)).isEqualTo("e2");
    assertThat(rows.labelsOf(0)).containsExactly(new Label(8, 0x16500000000L, true));
    Entry child = node.content().list(1).get(0);
    assertThat(child.id()).isEqualTo(4);
    assertThat(child.summary().first()).isEqualTo(new Moment(100, 1));
    assertThat(child.summary().known()).isEqualTo(new Known(5, 6));
    Row kept = node.kept().getFirst().content().rows().rows(PLAN.layout()).getFirst();
    assertThat(node.kept().getFirst().offset()).isEqualTo(7);
    assertThat(kept.moment).isEqualTo(new Moment(0x16400000000L, 7));
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    byte[] bytes = sample().bytes(PLAN);
    bytes[0] = 4;

    assertThatThrownBy(() -> Node.of(bytes, PLAN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 4, this release reads 3");
  }

  private static Node sample() {
    Layout layout = PLAN.layout();
    long amount = Double.doubleToRawLongBits(12.5);
    Label label = new Label(8, 0x16500000000L, true);
    Row event =
        new Row(new Moment(0x16400000000L, 7), "e1", true, new long[] {amount}, List.of(label));
    Row waiting =
        Row.waiting(
            new Moment(0x16400000001L, 9), "e2", layout, new Label(9, 0x16500000005L, false));
    PLAN.summaries().start();
    Summary summary =
        new Summary(
            new Moment(100, 1),
            200,
            150,
            new Known(5, 6),
            Fingerprints.of(new int[] {1, 2}),
            PLAN.summaries().write());
    Content content =
        new Content(List.of(), Chunk.of(List.of(event, waiting), layout, layout))
            .with(1, Entries.of(List.of(new Entry(4, 6, summary))));
    Content moved = new Content(List.of(), Chunk.of(List.of(event), layout, layout));
    return new Node(
        9,
        new Life(1, 0x16300000000L),
        true,
        List.of(new Node.Kept(7, new Life(0, 0x16200000000L), moved)),
        List.of(new Removal(0, 3, true, 8, Removal.Step.EMPTIED, 9)),
        content);
  }
}
