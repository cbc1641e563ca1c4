package io.millrace.model;

import io.millrace.contracts.ModelCard;
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
  private final Path model;
  private final Path file;

  /// The check of the `model.json` in the folder of the model's file.
  CardCheck(Path model) {
    this.model = model;
    this.file = model.resolveSibling("model.json");
  }

  /// The model's card, where it has one. Throws [InvalidModel] if the card is not this model's, or
  /// its features are not the pipeline's.
  Optional<ModelCard> card(OnnxModel loaded) {
    Optional<ModelCard> card = read();
    card.ifPresent(there -> check(there, loaded));
    return card;
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

  private void check(ModelCard card, OnnxModel loaded) {
    if (!card.model().sha256().equals(loaded.sha256())) {
      throw new InvalidModel(
          ("%s is the card of another model: it says sha256 %s, but %s has %s. "
                  + "Copy model and card together")
              .formatted(file, card.model().sha256(), model, loaded.sha256()));
    }
    Map<String, List<String>> inputs = loaded.inputs();
    if (!card.inputs().equals(inputs)) {
      throw new InvalidModel(
          ("%s says the model's inputs are %s, but model and pipeline have %s. "
                  + "List the features in pipeline.yaml as the card does")
              .formatted(file, card.inputs(), inputs));
    }
  }
}
