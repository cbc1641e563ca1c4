package io.millrace.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.ModelCardFormat;
import io.millrace.contracts.release.Sha256;
import io.millrace.trainer.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A model's file and the card beside it.
///
/// @param name the file's name
/// @param bytes how many it has
/// @param sha256 of the file, which is the card's if it is the card of this model
/// @param card what the card says
/// @param json the card as it is written
record ModelFiles(String name, int bytes, String sha256, ModelCard card, String json) {

  /// Reads them; throws [CommandFailure] if one is missing, or is no card.
  static ModelFiles read(Path model) {
    Path cardFile = model.resolveSibling(TrainedModel.CARD_FILE);
    try {
      byte[] onnx = Files.readAllBytes(model);
      byte[] json = Files.readAllBytes(cardFile);
      ModelCard card = JsonInput.read(json, new ModelCardFormat());
      return new ModelFiles(
          String.valueOf(model.getFileName()),
          onnx.length,
          Sha256.of(onnx),
          card,
          new String(json, UTF_8));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(lack(model, cardFile), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("%s is no model card: %s".formatted(cardFile, e.getMessage()), e);
    }
  }

  private static String lack(Path model, Path card) {
    return Files.exists(model)
        ? "%s has no card, so nobody says what made it: write %s beside it"
            .formatted(model, card.getFileName())
        : "there is no model %s yet: train one (millrace train, or millrace learning train), or put one there"
            .formatted(model);
  }

  boolean isOfItsCard() {
    return sha256.equals(card.model().sha256());
  }

  /// Writes the card as one value, unknown fields and all.
  void writeCard(JsonGenerator out) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      out.copyCurrentStructure(parser);
    }
  }
}
