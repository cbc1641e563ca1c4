package io.millrace.trainer.evaluation;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.AtThreshold;
import io.millrace.contracts.Evaluation.Evidence;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Computes evaluations from all examples that there were, by the definitions alone: no window is
/// kept, nothing is sorted that need not be, each pair is looked at.
record PlainEvaluation(Duration window, List<String> segments, List<Double> thresholds) {

  /// Those of a day, by group, of the examples that came before the first one of a later day.
  Map<Group, Evaluation> of(LocalDate day, List<Example> examples) {
    List<Example> counted = counted(day, examples);
    Set<@Nullable Integer> releases = latestReleases(counted);
    releases.add(null);
    Set<@Nullable String> all = new LinkedHashSet<>();
    all.add(null);
    counted.forEach(example -> all.addAll(segmentsOf(example, counted)));
    Map<Group, Evaluation> evaluations = new LinkedHashMap<>();
    for (Integer release : releases) {
      for (String segment : all) {
        List<Example> members =
            counted.stream()
                .filter(example -> release == null || example.judged().release() == release)
                .filter(
                    example -> segment == null || segmentsOf(example, counted).contains(segment))
                .toList();
        Group group = new Group(release, segment);
        if (!members.isEmpty() || group.equals(Group.OF_ALL)) {
          evaluations.put(group, evaluation(day, group, members));
        }
      }
    }
    return evaluations;
  }

  private List<Example> counted(LocalDate day, List<Example> examples) {
    Map<String, Example> last = new LinkedHashMap<>();
    for (Example example : examples) {
      if (dayOf(example).isAfter(day)) {
        break;
      }
      last.put(example.eventId(), example);
    }
    Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    return last.values().stream()
        .filter(example -> !example.eventTime().isBefore(end.minus(window)))
        .filter(example -> example.observed() || example.report() != null)
        .sorted(Comparator.comparing(Example::eventTime).thenComparing(Example::eventId))
        .toList();
  }

  static LocalDate dayOf(Example example) {
    return LocalDate.ofInstant(example.eventTime(), ZoneOffset.UTC);
  }

  private static Set<@Nullable Integer> latestReleases(List<Example> counted) {
    Set<@Nullable Integer> releases = new LinkedHashSet<>();
    for (Example example : counted.reversed()) {
      if (releases.size() < 4) {
        releases.add(example.judged().release());
      }
    }
    return releases;
  }

  private List<String> segmentsOf(Example example, List<Example> counted) {
    return segments.stream()
        .map(feature -> {
          FeatureValue value = example.features().get(feature);
          boolean isOne = value != null && isFrequent(feature, value, counted);
          return feature + "=" + (isOne ? text(Objects.requireNonNull(value)) : "other");
        })
        .toList();
  }

  /// Whether fewer than ten other values are more frequent, or as frequent and before it.
  private static boolean isFrequent(String feature, FeatureValue value, List<Example> counted) {
    Map<FeatureValue, Integer> counts = new LinkedHashMap<>();
    counted.stream()
        .map(example -> example.features().get(feature))
        .filter(Objects::nonNull)
        .forEach(found -> counts.merge(found, 1, Integer::sum));
    int own = Objects.requireNonNull(counts.get(value));
    long before =
        counts.entrySet().stream()
            .filter(other ->
                other.getValue() > own
                    || (other.getValue() == own && text(other.getKey()).compareTo(text(value)) < 0))
            .count();
    return before < 10;
  }

  private static String text(FeatureValue value) {
    return switch (value) {
      case FeatureValue.Scalar(double number) ->
          number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
      case FeatureValue.Text(String text) -> text;
      case FeatureValue.Vector vector -> throw new IllegalArgumentException(vector.toString());
    };
  }

  private Evaluation evaluation(LocalDate day, Group group, List<Example> members) {
    int positives = (int) members.stream().filter(PlainEvaluation::isPositive).count();
    double weight = weight(members, _ -> true);
    return new Evaluation(
        day,
        group,
        new Evidence(members.size(), positives, weight),
        members.stream().anyMatch(member -> score(member) > Double.NEGATIVE_INFINITY)
            ? metrics(members)
            : Map.of(),
        thresholds.stream().map(threshold -> at(threshold, members)).toList());
  }

  private static Map<String, Double> metrics(List<Example> members) {
    Map<String, Double> metrics = new TreeMap<>();
    put(metrics, "average_precision", averagePrecision(members));
    put(metrics, "auc_roc", auc(members));
    List<Example> scored =
        members.stream().filter(member -> score(member) > Double.NEGATIVE_INFINITY).toList();
    put(metrics, "calibration_error", calibrationError(scored));
    double weight = weight(scored, _ -> true);
    put(metrics, "positive_share", weight(scored, PlainEvaluation::isPositive) / weight);
    put(
        metrics,
        "mean_score",
        scored.stream().mapToDouble(member -> member.weight() * score(member)).sum() / weight);
    put(metrics, "precision_at_100", precisionAt100(members));
    return metrics;
  }

  private static void put(Map<String, Double> metrics, String name, double value) {
    if (!Double.isNaN(value)) {
      metrics.put(name, value);
    }
  }

  /// The mean, over the positives, of the precision among the scores that are no less than theirs.
  private static double averagePrecision(List<Example> members) {
    double sum = 0;
    for (Example positive : members) {
      if (isPositive(positive)) {
        sum += positive.weight() * precisionFrom(score(positive), members);
      }
    }
    return sum / weight(members, PlainEvaluation::isPositive);
  }

  private static double precisionFrom(double score, List<Example> members) {
    return weight(members, member -> score(member) >= score && isPositive(member))
        / weight(members, member -> score(member) >= score);
  }

  private static double auc(List<Example> members) {
    double right = 0;
    double pairs = 0;
    for (Example positive : members) {
      for (Example negative : members) {
        if (isPositive(positive) && !isPositive(negative)) {
          double pair = positive.weight() * negative.weight();
          pairs += pair;
          right += pair * (1 + Math.signum(Double.compare(score(positive), score(negative)))) / 2;
        }
      }
    }
    return right / pairs;
  }

  private static double calibrationError(List<Example> scored) {
    if (scored.stream().anyMatch(member -> score(member) < 0 || score(member) > 1)) {
      return Double.NaN;
    }
    double sum = 0;
    for (int bin = 0; bin < 10; bin++) {
      double least = bin;
      boolean isLast = bin == 9;
      List<Example> inBin =
          scored.stream()
              .filter(member -> score(member) * 10 >= least)
              .filter(member -> isLast || score(member) * 10 < least + 1)
              .toList();
      double weight = weight(inBin, _ -> true);
      if (weight > 0) {
        double share = weight(inBin, PlainEvaluation::isPositive) / weight;
        double mean =
            inBin.stream().mapToDouble(member -> member.weight() * score(member)).sum() / weight;
        sum += weight * Math.abs(mean - share);
      }
    }
    return sum / weight(scored, _ -> true);
  }

  /// Inspects entity by entity, unit of weight by unit of weight, which are whole here.
  private static double precisionAt100(List<Example> members) {
    List<String> cards = members.stream().map(PlainEvaluation::card).distinct().toList();
    List<String> found = new ArrayList<>();
    List<LocalDate> days = members.stream().map(PlainEvaluation::dayOf).distinct().toList();
    double sum = 0;
    for (LocalDate day : days) {
      List<Example> ofDay = members.stream().filter(member -> dayOf(member).equals(day)).toList();
      List<String> suspects = new ArrayList<>(cards);
      suspects.removeAll(found);
      suspects.removeIf(card -> ofDay.stream().noneMatch(member -> card(member).equals(card)));
      int left = 100;
      while (left > 0 && !suspects.isEmpty()) {
        String next =
            suspects.stream()
                .max(
                    Comparator.comparingDouble((String card) -> score(highest(card, ofDay)))
                        .thenComparingInt(card -> -cards.indexOf(card)))
                .orElseThrow();
        suspects.remove(next);
        List<Example> positives =
            ofDay.stream()
                .filter(member -> card(member).equals(next) && isPositive(member))
                .toList();
        Example standing = positives.isEmpty() ? highest(next, ofDay) : positives.getFirst();
        int inspected = Math.min(left, (int) standing.weight());
        left -= inspected;
        if (!positives.isEmpty()) {
          sum += inspected / 100.0;
          found.add(next);
        }
      }
    }
    return sum / days.size();
  }

  private static Example highest(String card, List<Example> examples) {
    Example highest = null;
    for (Example example : examples) {
      if (card(example).equals(card) && (highest == null || score(example) > score(highest))) {
        highest = example;
      }
    }
    return Objects.requireNonNull(highest);
  }

  private static AtThreshold at(double threshold, List<Example> members) {
    double above = weight(members, member -> score(member) >= threshold);
    double hits = weight(members, member -> score(member) >= threshold && isPositive(member));
    double positives = weight(members, PlainEvaluation::isPositive);
    return new AtThreshold(
        threshold, above == 0 ? null : hits / above, positives == 0 ? null : hits / positives);
  }

  private static double weight(List<Example> members, Predicate<Example> which) {
    return members.stream().filter(which).mapToDouble(Example::weight).sum();
  }

  private static boolean isPositive(Example example) {
    return example.label().equals(FeatureValue.of(1));
  }

  private static String card(Example example) {
    return example.entities().getFirst().id();
  }

  private static double score(Example example) {
    return example.judged().outputs().get(Assessment.SCORE) instanceof FeatureValue.Scalar(double s)
        ? s
        : Double.NEGATIVE_INFINITY;
  }
}
