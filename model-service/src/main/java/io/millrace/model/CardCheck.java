package io.millrace.model;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.ModelCardFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a model is what the card beside it says.
final class CardCheck {
  private final Path file;
  private final ModelDefinition definition;

  /// The check of the `model.json` in the folder of the model's file.
  CardCheck(ModelDefinition definition) {
    this.file = definition.file().resolveSibling("model.json");
    this.definition = definition;
  }

  /// What to call the model: by its card's name, or by another where it has no card. Throws
  /// [InvalidModel] if the card is not this model's, or its features are not the pipeline's.
  ModelRef refer(OnnxModel model, String nameWithoutCard) {
    Optional<ModelCard> card = read();
    card.ifPresent(there -> check(there, model));
    String name = card.map(there -> there.model().name()).orElse(nameWithoutCard);
    return new ModelRef(name, model.sha256());
  }

  private Optional<ModelCard> read() {
    try {
      return Optional.of(JsonInput.read(Files.readAllBytes(file), new ModelCardFormat()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidModel(
          "%s is no model card: %s. Correct it, or remove it".formatted(file, e.getMessage()), e);
    }
  }

  private void check(ModelCard card, OnnxModel model) {
    if (!card.model().sha256().equals(model.sha256())) {
      throw new InvalidModel(
          ("%s is the card of another model: it says sha256 %s, but %s has %s. "
                  + "Copy model and card together")
              .formatted(file, card.model().sha256(), definition.file(), model.sha256()));
    }
    Map<String, List<String>> inputs = Map.of(model.inputName(), definition.features());
    if (!card.inputs().equals(inputs)) {
      throw new InvalidModel(
          ("%s says the model's inputs are %s, but model and pipeline have %s. "
                  + "List the features in pipeline.yaml as the card does")
              .formatted(file, card.inputs(), inputs));
    }
  }
}
