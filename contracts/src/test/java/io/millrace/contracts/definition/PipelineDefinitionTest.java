package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineDefinitionTest {
  @TempDir private Path folder;

  @Test
  void reachesBackByTheLongestWindowAndItsDelay() throws Exception {
    PipelineDefinition pipeline =
        read(PipelineFiles.VALID.with("total, window: 7d", "total, window: 30d, delay: 12h"));

    assertThat(pipeline.reach()).contains(Duration.ofDays(31));
  }

  @Test
  void reachesBackForEverIfOneWindowDoes() throws Exception {
    PipelineDefinition pipeline =
        read(PipelineFiles.VALID.with("total, window: 7d", "total, window: all"));

    assertThat(pipeline.reach()).isEmpty();
  }

  @Test
  void reachesNotBackWithoutStatefulFeatures() throws Exception {
    PipelineDefinition pipeline =
        read(
            new PipelineFiles(
                """
                pipeline: small
                event: {schema: event.schema.json, id: order, time: at}
                entities: {customer: customer}
                policy: [{decide: GO}]
                """,
                PipelineFiles.VALID.schema()));

    assertThat(pipeline.reach()).contains(Duration.ZERO);
  }

  private PipelineDefinition read(PipelineFiles files) throws Exception {
    return new PipelineReader().read(files.writeTo(folder));
  }
}
