package io.millrace.trainer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Into which segments judgements fall: of each feature the most frequent values are one each, and
/// all others together are one.
final class Segmentation {
  static final String OTHER = "other";
  private static final int MOST_VALUES = 10;

  private final List<String> features;
  private final List<Set<String>> frequent = new ArrayList<>();

  /// @param judgements those whose values are counted; where two are as frequent, the first one by
  ///   its text counts as more so
  Segmentation(List<String> features, List<Judgement> judgements) {
    this.features = features;
    for (int i = 0; i < features.size(); i++) {
      frequent.add(mostFrequent(i, judgements));
    }
  }

  private static Set<String> mostFrequent(int feature, List<Judgement> judgements) {
    Map<String, Integer> counts = new HashMap<>();
    for (Judgement judgement : judgements) {
      counts.merge(judgement.values().get(feature), 1, Integer::sum);
    }
    counts.remove(OTHER);
    Comparator<Map.Entry<String, Integer>> byCount = Map.Entry.comparingByValue();
    List<String> values =
        counts.entrySet().stream()
            .sorted(byCount.reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_VALUES)
            .map(Map.Entry::getKey)
            .toList();
    return new HashSet<>(values);
  }

  /// Its segments, such as `is_night=1`: one for each feature.
  List<String> of(Judgement judgement) {
    List<String> segments = new ArrayList<>(features.size());
    for (int i = 0; i < features.size(); i++) {
      String value = judgement.values().get(i);
      segments.add(features.get(i) + '=' + (frequent.get(i).contains(value) ? value : OTHER));
    }
    return segments;
  }
}
