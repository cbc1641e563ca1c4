package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.BrokerAccess;
import io.millrace.runtime.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuiteTest {
  private static final PipelineDefinition LEARNS =
      PipelineOption.read(Path.of("..", "pipelines", "card-fraud"));
  private static final PipelineDefinition LEARNS_NOTHING = Cards.pipeline();

  @Test
  void runsTheTrainerWhereThePipelineLearns() {
    assertThat(Suite.names(Layout.separate, LEARNS)).endsWith("action-triggers", "model-trainer");
    assertThat(Suite.names(Layout.composed, LEARNS))
        .containsExactly("composed-pipeline", "action-triggers", "model-trainer");
    assertThat(Suite.names(Layout.separate, LEARNS_NOTHING)).isEqualTo(Layout.separate.names());
  }

  @Test
  void hasTheTrainerBesideEitherLayout() {
    assertThat(Suite.areOf(Layout.separate, List.of("model-service", "model-trainer"))).isTrue();
    assertThat(Suite.areOf(Layout.composed, List.of("composed-pipeline", "model-trainer")))
        .isTrue();
    assertThat(Suite.areOf(Layout.composed, List.of("model-service", "model-trainer"))).isFalse();
  }

  @Test
  void asksTheServicesOfTheStreamAloneWhetherTheyCanServeARelease() {
    assertThat(Layout.allNames()).noneMatch(names -> names.contains("model-trainer"));
  }

  /// The console and doctor count what each service has yet to read.
  @ParameterizedTest
  @EnumSource
  void knowsWhatEachServiceReads(Layout layout) {
    for (Service service : Suite.of(layout, LEARNS)) {
      List<String> inputs =
          Suite.inputs(layout, LEARNS).getOrDefault(service.name(), List.of()).stream()
              .map(Topic::name)
              .toList();

      assertThat(inputs).isNotEmpty();
      assertThat(BrokerAccess.of(service, LEARNS).topics().reads()).containsAll(inputs);
    }
  }
}
