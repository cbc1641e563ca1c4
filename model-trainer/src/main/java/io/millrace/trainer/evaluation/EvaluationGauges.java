package io.millrace.trainer.evaluation;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.AtThreshold;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The latest evaluations as metrics: of each release over all segments, and of each segment over
/// all releases. What both divide is told on the topic alone, or a scrape would not end.
///
/// Told by one thread, read by others.
final class EvaluationGauges implements Closeable {
  private final StageMetrics metrics;
  private final List<Double> thresholds;
  private final Map<Group, OfGroup> groups = new HashMap<>();

  EvaluationGauges(StageMetrics metrics, List<Double> thresholds) {
    this.metrics = metrics;
    this.thresholds = thresholds;
    groups.put(Group.OF_ALL, new OfGroup(Group.OF_ALL));
  }

  /// Takes the place of what was shown; groups that are not among these are shown no more.
  void show(List<Evaluation> evaluations) {
    Set<Group> shown = new HashSet<>();
    for (Evaluation evaluation : evaluations) {
      Group group = evaluation.group();
      if (group.release() == null || group.segment() == null) {
        groups.computeIfAbsent(group, OfGroup::new).latest = evaluation;
        shown.add(group);
      }
    }
    groups.forEach((group, gauges) -> {
      if (!shown.contains(group)) {
        gauges.close();
      }
    });
    groups.keySet().retainAll(shown);
  }

  @Override
  public void close() {
    groups.values().forEach(OfGroup::close);
    groups.clear();
  }

  /// The gauges of one group: NaN for what is not known.
  private final class OfGroup implements Closeable {
    private final StageMetrics gauges;
    private volatile @Nullable Evaluation latest;

    OfGroup(Group group) {
      gauges = metrics.of("release", group.releaseName(), "segment", group.segmentName());
      gauge(
          "average.precision",
          "Average precision of scores, by what really happened",
          "average_precision");
      gauge("auc", "Area under the ROC curve of scores, by what really happened", "auc_roc");
      gauge(
          "calibration.error",
          "How far shares of positives are from scores, on average",
          Quality.CALIBRATION_ERROR);
      gauge(
          "precision.at.100",
          "Share of positives among 100 entities inspected a day",
          Quality.PRECISION_AT_100);
      gauges.gauge("millrace.live.examples", "Examples that scores are judged by", this::examples);
      gauges.gauge(
          "millrace.live.positives",
          "Positive examples that scores are judged by",
          this::positives);
      for (int i = 0; i < thresholds.size(); i++) {
        atThreshold(i);
      }
    }

    private void gauge(String name, String description, String metric) {
      gauges.gauge("millrace.live." + name, description, () -> value(metric));
    }

    private void atThreshold(int i) {
      String threshold = thresholds.get(i).toString();
      gauges.gauge(
          "millrace.live.precision",
          "Share of positives among scores that are no less than a threshold",
          () -> {
            AtThreshold at = at(i);
            return known(at == null ? null : at.precision());
          },
          "threshold",
          threshold);
      gauges.gauge(
          "millrace.live.recall",
          "Share of positives whose score is no less than a threshold",
          () -> {
            AtThreshold at = at(i);
            return known(at == null ? null : at.recall());
          },
          "threshold",
          threshold);
    }

    private double value(String metric) {
      Evaluation evaluation = latest;
      return known(evaluation == null ? null : evaluation.metrics().get(metric));
    }

    private double examples() {
      Evaluation evaluation = latest;
      return evaluation == null ? Double.NaN : evaluation.evidence().examples();
    }

    private double positives() {
      Evaluation evaluation = latest;
      return evaluation == null ? Double.NaN : evaluation.evidence().positives();
    }

    private @Nullable AtThreshold at(int i) {
      Evaluation evaluation = latest;
      return evaluation == null ? null : evaluation.thresholds().get(i);
    }

    private static double known(@Nullable Double value) {
      return value == null ? Double.NaN : value;
    }

    @Override
    public void close() {
      gauges.close();
    }
  }
}
