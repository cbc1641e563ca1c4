package io.millrace.trainer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Into which segments judgements fall: of each feature the most frequent values are one each, and
/// all others together are one.
final class Segmentation {
  static final String OTHER = "other";
  private static final int MOST_VALUES = 10;

  private final List<Segments> ofFeatures = new ArrayList<>();

  /// The segments of one feature.
  ///
  /// @param byValue those of the frequent values
  private record Segments(Map<String, String> byValue, String other) {}

  /// @param judgements those whose values are counted; where two are as frequent, the first one by
  ///   its text counts as more so
  Segmentation(List<String> features, List<Judgement> judgements) {
    for (int i = 0; i < features.size(); i++) {
      String feature = features.get(i);
      Map<String, String> byValue = new HashMap<>();
      mostFrequent(i, judgements).forEach(value -> byValue.put(value, name(feature, value)));
      ofFeatures.add(new Segments(byValue, name(feature, OTHER)));
    }
  }

  private static String name(String feature, String value) {
    return feature + '=' + value;
  }

  private static List<String> mostFrequent(int feature, List<Judgement> judgements) {
    Map<String, Integer> counts = new HashMap<>();
    for (Judgement judgement : judgements) {
      counts.merge(judgement.values().get(feature), 1, Integer::sum);
    }
    counts.remove(OTHER);
    Comparator<Map.Entry<String, Integer>> byCount = Map.Entry.comparingByValue();
    return counts.entrySet().stream()
        .sorted(byCount.reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_VALUES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Its segments, such as `is_night=1`: one for each feature.
  List<String> of(Judgement judgement) {
    List<String> segments = new ArrayList<>(ofFeatures.size());
    for (int i = 0; i < ofFeatures.size(); i++) {
      Segments known = ofFeatures.get(i);
      segments.add(known.byValue().getOrDefault(judgement.values().get(i), known.other()));
    }
    return segments;
  }
}
