package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreThresholdsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          score > 0.9                          | [0.9]
          0.75 <= score                        | [0.75]
          score >= 1                           | [1.0]
          score >= 0.4 + 0.1                   | [0.5]
          score > 0.5 && event.total > 10.0    | [0.5]
          event.total > 10.0 && 0.2 > score    | [0.2]
          event.total > 10.0                   | []
          'score > 0.9 || event.total > 10.0'  | []
          score > event.total                  | []
          score == 0.5                         | []
          score > 1.0 / 0.0                    | []
          """)
  void areTheNumbersThatScoresAreComparedWith(String condition, String thresholds)
      throws Exception {
    PipelineFiles files = PipelineFiles.VALID.with("score > 0.9", condition);

    PipelineDefinition pipeline = new PipelineReader().read(files.writeTo(folder));

    assertThat(pipeline.scoreThresholds()).hasToString(thresholds);
  }

  @Test
  void areEachNumberOfAThresholdThatDiffersBySegment() throws Exception {
    PipelineFiles files =
        PipelineFiles.VALID
            .with(
                "policy:",
                """
                thresholds:
                  large: 500
                  risk: {default: 0.9, by: event.country, values: {DE: 0.85, AT: 0.8}}
                policy:
                  - {when: "event.total > thresholds.large", decide: GO}\
                """)
            .with("score > 0.9", "score >= thresholds.risk && event.total > thresholds.large");

    PipelineDefinition pipeline = new PipelineReader().read(files.writeTo(folder));

    assertThat(pipeline.scoreThresholds()).containsExactly(0.9, 0.8, 0.85);
  }

  @Test
  void areToldOnceInTheOrderOfTheRules() throws Exception {
    PipelineFiles files =
        PipelineFiles.VALID.with(
            "  - {decide: GO}",
            """
              - {when: "score > 0.9", decide: GO}
              - {when: "score > 0.95", decide: GO, shadow: true}
              - {when: "score > 0.5", decide: GO}
              - {decide: GO}\
            """);

    PipelineDefinition pipeline = new PipelineReader().read(files.writeTo(folder));

    assertThat(pipeline.scoreThresholds()).containsExactly(0.9, 0.95, 0.5);
  }
}
