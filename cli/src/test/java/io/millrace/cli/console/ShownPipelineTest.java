package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Position;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownPipelineTest {
  private static final Position AT = new Position("cards.decisions", 1, 42);

  private final ShownPipeline pipeline = ShownCards.pipeline();

  @Test
  void explainsByTheEventsId() {
    assertThat(pipeline.explainCommand("tx-1042", Optional.of(AT)))
        .contains("millrace explain tx-1042 --pipeline cards");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$(reboot)", "a b", "--json", "it's", "a\nb", ""})
  void explainsByThePositionWhatAShellWouldReadOtherwise(String id) {
    assertThat(pipeline.explainCommand(id, Optional.of(AT)))
        .contains("millrace explain cards.decisions-1@42 --pipeline cards");
    assertThat(pipeline.explainCommand(id, Optional.empty())).isEmpty();
  }

  @Test
  void drawsTheFirstLayoutThatHasAllThatRun() {
    assertThat(pipeline.layout(Set.of("router")).name()).isEqualTo("separate");
    assertThat(pipeline.layout(Set.of("composed")).name()).isEqualTo("composed");
    assertThat(pipeline.layout(Set.of("composed", "router")).name()).isEqualTo("separate");
  }
}
