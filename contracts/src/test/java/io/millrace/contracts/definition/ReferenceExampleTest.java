package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the reference of `pipeline.yaml` shows is true.
class ReferenceExampleTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference", "pipeline-yaml.md");

  private static String example(String file) throws Exception {
    Pattern block =
        Pattern.compile("<!-- example: %s -->\n```\\w+\n(.*?)```".formatted(file), Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(REFERENCE));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void isAValidPipeline(@TempDir Path folder) throws Exception {
    PipelineFiles files = new PipelineFiles(example("pipeline.yaml"), example("event.schema.json"));

    assertThat(files.findings(folder)).isEmpty();
  }

  @Test
  void showsEveryAggregation() throws Exception {
    assertThat(AggregationReader.KEYS)
        .allSatisfy(key -> assertThat(example("pipeline.yaml")).contains(" " + key + ": "));
  }
}
