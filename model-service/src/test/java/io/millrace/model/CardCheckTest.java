package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardCheckTest {
  private static final ModelOutput SCORE = new ModelOutput("score", 0);

  private final OnnxModel model =
      OnnxModel.load(
          "m",
          OnnxFixtures.linear(0, 1, 1),
          ModelBinding.ofNumbers(List.of("amount", "risk"), Map.of(), List.of(SCORE)));

  @TempDir private Path folder;

  @AfterEach
  void close() throws IOException {
    model.close();
  }

  @Test
  void readsTheCardOfTheModel() throws IOException {
    writeCard("fraud-trees", model.sha256(), "features", "\"amount\",\"risk\"");

    assertThat(card().orElseThrow().model()).isEqualTo(new ModelRef("fraud-trees", model.sha256()));
  }

  @Test
  void letsAModelHaveNoCard() {
    assertThat(card()).isEmpty();
  }

  @Test
  void refusesTheCardOfAnotherModel() throws IOException {
    writeCard("fraud-trees", "00ff", "features", "\"amount\",\"risk\"");

    assertThatThrownBy(this::card)
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("it says sha256 00ff")
        .hasMessageContaining(model.sha256())
        .hasMessageContaining("Copy model and card together");
  }

  @Test
  void refusesFeaturesInAnotherOrder() throws IOException {
    writeCard("fraud-trees", model.sha256(), "features", "\"risk\",\"amount\"");

    assertThatThrownBy(this::card)
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("{features=[risk, amount]}")
        .hasMessageContaining("{features=[amount, risk]}");
  }

  @Test
  void refusesAnotherNameOfTheInput() throws IOException {
    writeCard("fraud-trees", model.sha256(), "X", "\"amount\",\"risk\"");

    assertThatThrownBy(this::card)
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("{X=[amount, risk]}");
  }

  @Test
  void refusesACardThatIsNone() throws IOException {
    Files.writeString(folder.resolve("model.json"), "{\"name\":");

    assertThatThrownBy(this::card)
        .isInstanceOf(InvalidModel.class)
        .hasMessageContaining("model.json is no model card: not JSON");
  }

  private Optional<ModelCard> card() {
    return new CardCheck(folder.resolve("model.onnx")).card(model);
  }

  private void writeCard(String name, String sha256, String input, String features)
      throws IOException {
    Files.writeString(
        folder.resolve("model.json"),
        """
        {"name": "%s", "sha256": "%s", "inputs": {"%s": [%s]}, "outputs": ["score"]}
        """
            .formatted(name, sha256, input, features));
  }
}
