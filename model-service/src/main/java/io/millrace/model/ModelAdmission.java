package io.millrace.model;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides whether a pipeline's model may judge events, before it sees the first.
///
/// It is loaded, compared with its card, asked the golden vectors, and tried on reference rows:
/// singly, again until it is warm, and in batches. A model that is refused is an [InvalidModel].
final class ModelAdmission {
  private static final int[] BATCHES = {2, 17, OnnxModel.LARGEST_BATCH};
  private static final int WARM_UP_RUNS = 20;

  private final PipelineDefinition pipeline;
  private final ModelDefinition definition;
  private final Path file;

  ModelAdmission(PipelineDefinition pipeline, ModelDefinition definition) {
    this.pipeline = pipeline;
    this.definition = definition;
    this.file = definition.file();
  }

  /// The model, to be closed by the caller; throws [InvalidModel] if it is refused.
  AdmittedModel admit() {
    OnnxModel model = OnnxModel.load(file, ModelBinding.of(pipeline, definition));
    try {
      return admit(model);
    } catch (RuntimeException e) {
      close(model, e);
      throw e;
    }
  }

  private AdmittedModel admit(OnnxModel model) {
    Optional<ModelCard> card = new CardCheck(file).card(model);
    String name = card.map(there -> there.model().name()).orElse(pipeline.name());
    ModelRef ref = new ModelRef(name, model.sha256());
    Quantiles quantiles = card.map(ModelCard::quantiles).orElse(null);
    AdmittedModel singly = new AdmittedModel(model, ref, quantiles, "it is on trial");
    double[][] rows = usable(singly, model, card);
    Scores scores = warmUp(singly, rows);
    return new AdmittedModel(model, ref, quantiles, whySingly(model, rows, scores));
  }

  /// The rows of the card; where there are none, those of evenly spread ones that the model has an
  /// answer to, because what such a row means to the model is not known.
  private double[][] usable(AdmittedModel singly, OnnxModel model, Optional<ModelCard> card) {
    double[][] ofCard = card.map(there -> rowsOf(there, model)).orElse(new double[0][]);
    boolean isKnown = ofCard.length > 0;
    double[][] rows = isKnown ? ofCard : ReferenceRows.spread(model.columns().width());
    Scores scores = singly.score(rows);
    int[] usable =
        IntStream.range(0, rows.length).filter(row -> scores.failure(row) == null).toArray();
    if (usable.length == 0 || (isKnown && usable.length < rows.length)) {
      int failed =
          IntStream.range(0, rows.length)
              .filter(row -> scores.failure(row) != null)
              .findFirst()
              .orElseThrow();
      throw new InvalidModel(
          ("%s is refused: it gives no usable score for the row %s of %s: %s. "
                  + "Correct how it is exported, or its range in pipeline.yaml")
              .formatted(
                  file,
                  Arrays.toString(rows[failed]),
                  isKnown ? "its card's quantiles" : "numbers from 0 to 1",
                  scores.failure(failed)));
    }
    return Arrays.stream(usable).mapToObj(row -> rows[row]).toArray(double[][]::new);
  }

  private double[][] rowsOf(ModelCard card, OnnxModel model) {
    double[][] golden = new GoldenCheck(file, model).check(card.golden());
    double[][] quantiles =
        card.quantiles() == null
            ? new double[0][]
            : ReferenceRows.of(card.quantiles(), model.columns());
    return Stream.of(golden, quantiles).flatMap(Arrays::stream).toArray(double[][]::new);
  }

  private Scores warmUp(AdmittedModel singly, double[][] rows) {
    Scores scores = singly.score(rows);
    for (int run = 0; run < WARM_UP_RUNS; run++) {
      Scores again = singly.score(rows);
      for (int row = 0; row < rows.length; row++) {
        if (!scores.isSame(row, again, row)) {
          throw new InvalidModel(
              ("%s is refused: it answers the row %s with other numbers from run to run. "
                      + "Export it for inference (PyTorch: model.eval())")
                  .formatted(file, Arrays.toString(rows[row])));
        }
      }
    }
    return scores;
  }

  /// Why the model must be given its rows one by one, null where batches give the same bits.
  private static @Nullable String whySingly(OnnxModel model, double[][] rows, Scores singly) {
    for (int size : BATCHES) {
      for (int start = 0; start < rows.length; start += size) {
        int first = start;
        int[] picked = IntStream.range(0, size).map(i -> (first + i) % rows.length).toArray();
        try {
          Scores together =
              model.score(
                  Arrays.stream(picked).mapToObj(row -> rows[row]).toArray(double[][]::new));
          for (int i = 0; i < size; i++) {
            if (!together.isSame(i, singly, picked[i])) {
              return "a row has other numbers in a batch of " + size;
            }
          }
        } catch (ModelFailure e) {
          return "a batch of %d fails: %s".formatted(size, e.getMessage());
        }
      }
    }
    return null;
  }

  private static void close(OnnxModel model, RuntimeException refusal) {
    try {
      model.close();
    } catch (IOException e) {
      refusal.addSuppressed(e);
    }
  }
}
