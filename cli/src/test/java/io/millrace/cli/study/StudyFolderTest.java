package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFolderTest {
  private static final Path CARD_FRAUD = Path.of("../pipelines/card-fraud");

  @TempDir private Path folder;

  @Test
  void hasEverythingButTheModelAndItsCard() throws IOException {
    try (StudyFolder study = StudyFolder.of(CARD_FRAUD)) {
      assertThat(names(study.path()))
          .containsExactlyInAnyOrderElementsOf(
              names(CARD_FRAUD).stream()
                  .filter(name -> !List.of("model.onnx", "model.json").contains(name))
                  .toList());
      PipelineDefinition pipeline = PipelineOption.read(study.path());
      assertThat(pipeline.model()).isNull();
      assertThat(pipeline.learning()).isNotNull();
    }
  }

  @Test
  void leavesTheFolderAsItIsAndGoesWhenItIsClosed() throws IOException {
    List<String> before = names(CARD_FRAUD);
    StudyFolder study = StudyFolder.of(CARD_FRAUD);

    study.close();

    assertThat(study.path()).doesNotExist();
    assertThat(names(CARD_FRAUD)).isEqualTo(before).contains("model.onnx");
  }

  @Test
  void aPipelineThatDoesNotLearnIsRefused() {
    assertThatThrownBy(() -> StudyFolder.of(Path.of("src/test/resources/cards")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("cards does not learn: add the section 'learning' to its pipeline.yaml");
  }

  @Test
  void aPipelineThatWouldCallWebhooksIsRefused() throws IOException {
    for (String name : names(CARD_FRAUD)) {
      Files.copy(CARD_FRAUD.resolve(name), folder.resolve(name));
    }
    Path yaml = folder.resolve("pipeline.yaml");
    String text = Files.readString(yaml);
    Files.writeString(
        yaml,
        text.replace(
            "    - {topic: card-blocks}",
            "    - {webhook: {url: \"https://bank.example/block\"}}"));

    assertThatThrownBy(() -> StudyFolder.of(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("card-fraud calls https://bank.example/block, ");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
