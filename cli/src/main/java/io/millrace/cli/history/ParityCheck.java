package io.millrace.cli.history;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Holds the features that predictions recorded against those that the engine computes of the same
/// log: bit for bit.
///
/// First comes all of the log, then the predictions. Events are not compared whose features cannot
/// be known from what is left of the log.
public final class ParityCheck {
  private static final int MOST_SHOWN = 10;

  private final int release;
  private final EventContract contract;
  private final LoggedFeatures logged;
  private final List<Difference> shown = new ArrayList<>();
  private long compared;
  private long different;
  private long degraded;
  private long unknown;
  private long others;

  /// @param release the number of the pipeline's release; what others judged is left out
  public ParityCheck(PipelineDefinition pipeline, int release) {
    this.release = release;
    this.contract = new EventContract(pipeline);
    this.logged = new LoggedFeatures(pipeline);
  }

  /// A feature that was recorded otherwise than it is computed.
  public record Difference(
      String eventId, String feature, FeatureValue recorded, FeatureValue computed) {}

  /// What came of it.
  ///
  /// @param compared predictions compared, in all their features
  /// @param different those of them with any difference
  /// @param degraded predictions left out because they were made without a part
  /// @param unknown predictions left out because the log does not reach back far enough
  /// @param others predictions left out because another release judged, or because they were made
  ///   of another log
  /// @param shown the first differences
  public record Report(
      long compared,
      long different,
      long degraded,
      long unknown,
      long others,
      List<Difference> shown) {
    public Report {
      shown = List.copyOf(shown);
    }
  }

  /// Takes the log, all of it before the first prediction.
  public LogReplay log() {
    return logged.log();
  }

  /// Compares what a prediction recorded.
  public void compare(Prediction prediction) {
    if (prediction.judged().release() != release || !isOfLog(prediction)) {
      others++;
      return;
    }
    if (prediction.isDegraded()) {
      degraded++;
      return;
    }
    List<Difference> differences = new ArrayList<>();
    Map<String, FeatureValue> stateless = contract.stateless(prediction.event());
    for (Map.Entry<String, FeatureValue> recorded : prediction.features().entrySet()) {
      FeatureValue expected = stateless.get(recorded.getKey());
      if (expected == null) {
        expected = logged.of(prediction.event().id(), recorded.getKey());
      }
      if (expected == null) {
        unknown++;
        return;
      }
      if (!expected.equals(recorded.getValue())) {
        differences.add(
            new Difference(
                prediction.event().id(), recorded.getKey(), recorded.getValue(), expected));
      }
    }
    compared++;
    if (!differences.isEmpty()) {
      different++;
      differences.stream().limit(MOST_SHOWN - shown.size()).forEach(shown::add);
    }
  }

  private boolean isOfLog(Prediction prediction) {
    return prediction.sources().entrySet().stream()
        .filter(source -> !source.getKey().equals(Part.EVENT))
        .allMatch(source -> logged.log().has(source.getValue().topic()));
  }

  public Report report() {
    return new Report(compared, different, degraded, unknown, others, shown);
  }
}
