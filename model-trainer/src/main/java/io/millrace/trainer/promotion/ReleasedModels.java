package io.millrace.trainer.promotion;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ModelCardFormat;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import io.millrace.runtime.Releases;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.TrainedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The models of releases, with their cards.
final class ReleasedModels {
  private static final ModelCardFormat CARDS = new ModelCardFormat();

  private final Surroundings around;
  private final ReleaseArchive archive;
  private final Map<Integer, PipelineDefinition> pipelines = new HashMap<>();
  private final Map<Integer, Optional<ModelCard>> cards = new HashMap<>();

  ReleasedModels(Surroundings around, ReleaseArchive archive) {
    this.around = around;
    this.archive = archive;
  }

  /// The shape of the models that a release's pipeline trains.
  ModelDefinition shape(int release) {
    return pipeline(release).modelShape().orElseGet(around::model);
  }

  private PipelineDefinition pipeline(int release) {
    return release == Releases.FOLDER
        ? around.pipeline()
        : pipelines.computeIfAbsent(release, this::readPipeline);
  }

  private PipelineDefinition readPipeline(int release) {
    try {
      return archive.pipeline(release);
    } catch (InvalidRelease e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Absent where there is none, or where it takes other features than these. The caller closes it.
  Optional<ScoringModel> model(int release, List<String> features) {
    ModelDefinition model = pipeline(release).model();
    if (model == null || !model.features().equals(features)) {
      return Optional.empty();
    }
    return Optional.of(around.runtime().apply(model).load(read(model.file())));
  }

  boolean hasModel(int release) {
    return pipeline(release).model() != null;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /// A card as the file that holds it.
  static byte[] written(ModelCard card) {
    return JsonOutput.write(card, CARDS);
  }

  Optional<ModelCard> card(int release) {
    return cards.computeIfAbsent(release, this::readCard);
  }

  private Optional<ModelCard> readCard(int release) {
    ModelDefinition model = pipeline(release).model();
    if (model == null) {
      return Optional.empty();
    }
    Path file = model.file().resolveSibling(TrainedModel.CARD_FILE);
    try {
      return Optional.of(JsonInput.read(Files.readAllBytes(file), CARDS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
