package io.millrace.model;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assessment.Attribution;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.FeatureValues;
import io.millrace.contracts.definition.ModelDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Scores with a release's ONNX model, a batch in one run.
///
/// An event whose route leaves out a feature that the model needs is not scored. Where the model
/// gives no usable answer, or a part was given up, the assessment says so and has no score: the
/// rules decide without one.
final class OnnxScorer implements Scorer {
  private final int release;
  private final AdmittedModel model;
  private final List<String> features;
  private final FeatureValues.Names outputs;
  private final ScoringMetrics metrics;
  private final ModelMetrics measured;
  private final FailureWatch watch;
  private final @Nullable Occlusion occlusion;

  OnnxScorer(
      int release,
      ModelDefinition definition,
      AdmittedModel model,
      ReleaseMetrics measured,
      FailureWatch watch) {
    this.release = release;
    this.model = model;
    this.features = definition.features();
    List<String> names = List.copyOf(definition.outputs().keySet());
    this.outputs = FeatureValues.Names.of(names);
    this.occlusion =
        definition.reasons() == null
            ? null
            : new Occlusion(model, names.indexOf(Assessment.SCORE), definition.reasons());
    this.metrics = measured.scoring();
    this.measured = measured.of(model, definition);
    this.watch = watch;
  }

  @Override
  public List<Answer> score(List<FeatureVector> vectors) {
    Answer[] answers = new Answer[vectors.size()];
    List<Integer> asked = new ArrayList<>(vectors.size());
    List<double[]> rows = new ArrayList<>(vectors.size());
    for (int i = 0; i < answers.length; i++) {
      FeatureVector vector = vectors.get(i);
      if (vector.givenUp() != null) {
        answers[i] = Answer.withoutRun(fallback(vector, vector.givenUp()));
      } else if (!vector.features().keySet().containsAll(features)) {
        answers[i] = Answer.withoutRun(Scorer.unscored(release, vector));
      } else {
        try {
          rows.add(model.row(vector.features()));
          asked.add(i);
        } catch (ModelFailure e) {
          answers[i] = Answer.withoutRun(failed(vector, e));
        }
      }
    }
    if (!rows.isEmpty()) {
      ask(vectors, asked, rows.toArray(double[][]::new), answers);
    }
    return List.of(answers);
  }

  private void ask(
      List<FeatureVector> vectors, List<Integer> asked, double[][] rows, Answer[] into) {
    ScoringMetrics.Run run = metrics.timed(rows.length, () -> model.score(rows));
    measured.answered(rows, run.scores());
    for (int row = 0; row < rows.length; row++) {
      int i = asked.get(row);
      FeatureVector vector = vectors.get(i);
      try {
        double[] scored = run.scores().row(row);
        watch.answered(vector.assignment());
        into[i] = new Answer(explained(vector, rows[row], named(scored)), run.micros());
      } catch (ModelFailure e) {
        into[i] = new Answer(failed(vector, e), run.micros());
      }
    }
  }

  private Assessment explained(
      FeatureVector vector, double[] row, Map<String, FeatureValue> named) {
    Assessment assessment = assessment(vector, named, null, List.of());
    OptionalDouble score = assessment.score();
    return occlusion == null || score.isEmpty() || !occlusion.explains(score.getAsDouble())
        ? assessment
        : assessment(vector, named, null, occlusion.attributions(row, score.getAsDouble()));
  }

  private Assessment failed(FeatureVector vector, ModelFailure failure) {
    String reason = "model: " + failure.getMessage();
    metrics.failed();
    watch.failed(vector.assignment(), reason);
    return fallback(vector, reason);
  }

  private Assessment fallback(FeatureVector vector, String reason) {
    return assessment(vector, Map.of(), reason, List.of());
  }

  private Assessment assessment(
      FeatureVector vector,
      Map<String, FeatureValue> named,
      @Nullable String fallback,
      List<Attribution> attributions) {
    return new Assessment(
        release, vector.features(), named, model.ref(), vector.degraded(), fallback, attributions);
  }

  private Map<String, FeatureValue> named(double[] scores) {
    FeatureValue[] named = new FeatureValue[scores.length];
    for (int output = 0; output < scores.length; output++) {
      named[output] = FeatureValue.of(scores[output]);
    }
    return FeatureValues.of(outputs, named);
  }

  @Override
  public void close() throws IOException {
    model.close();
  }
}
