package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTrialTest {
  private final List<PipelineDefinition> tried = new ArrayList<>();
  private final ReleaseTrial trial =
      ReleaseTrial.after(Pipelines.EMPTY).then((_, released) -> tried.add(released));

  @Test
  void refusesASchemaThatRefusesWhatTheFolderAccepts() throws Exception {
    PipelineDefinition narrower =
        Pipelines.withSchema(
            EventSchema.of(
                "{\"properties\": {\"id\": {\"type\": \"string\"}}, \"required\": [\"id\"]}"));

    assertThatThrownBy(() -> trial.of(1, narrower))
        .isInstanceOf(InvalidRelease.class)
        .hasMessageStartingWith(
            "it cannot be a release of the folder that the services were started with: the schema"
                + " refuses what it accepted: ")
        .hasMessageEndingWith(". Make it a pipeline of another name");

    assertThat(tried).isEmpty();
  }

  @Test
  void triesFurtherWhatOnlyWidensTheFolder() throws Exception {
    PipelineDefinition wider =
        Pipelines.withSchema(
            EventSchema.of(
                "{\"properties\": {\"id\": {\"type\": \"string\"}, \"note\": {\"type\": \"string\"}}}"));

    assertThatCode(() -> trial.of(1, wider)).doesNotThrowAnyException();

    assertThat(tried).containsExactly(wider);
  }
}
