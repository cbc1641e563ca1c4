package io.millrace.trainer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Inspectors who look at the most suspicious entities of each day, and at none again that they
/// have found compromised.
///
/// Definition: the card precision top-k of [the
/// handbook](https://fraud-detection-handbook.github.io/fraud-detection-handbook/Chapter_4_PerformanceMetrics/TopKBased.html).
/// An entity's score on a day is the highest of its events; of equal scores the entity that comes
/// first in the file goes first.
final class DailyInspection {
  private final Map<Integer, Map<Integer, Suspect>> suspectsByDay = new TreeMap<>();

  DailyInspection(Examples examples, float[] scores, int entityColumn) {
    for (int i = 0; i < scores.length; i++) {
      int entity = examples.entity(entityColumn, i);
      suspectsByDay
          .computeIfAbsent(examples.day(i), day -> new HashMap<>())
          .merge(entity, new Suspect(entity, scores[i], examples.isPositive(i)), Suspect::and);
    }
  }

  /// The share of compromised entities among `perDay` inspected ones, as a mean over the days; a
  /// day with fewer entities counts its missing inspections as vain.
  double precision(int perDay) {
    Set<Integer> found = new HashSet<>();
    double sum = 0;
    for (Map<Integer, Suspect> suspects : suspectsByDay.values()) {
      List<Integer> foundToday =
          suspects.values().stream()
              .filter(suspect -> !found.contains(suspect.entity()))
              .sorted(Suspect.MOST_SUSPICIOUS_FIRST)
              .limit(perDay)
              .filter(Suspect::compromised)
              .map(Suspect::entity)
              .toList();
      found.addAll(foundToday);
      sum += (double) foundToday.size() / perDay;
    }
    return sum / suspectsByDay.size();
  }

  /// An entity on one day.
  private record Suspect(int entity, float score, boolean compromised) {
    static final Comparator<Suspect> MOST_SUSPICIOUS_FIRST =
        Comparator.comparingDouble(Suspect::score).reversed().thenComparingInt(Suspect::entity);

    Suspect and(Suspect other) {
      return new Suspect(entity, Math.max(score, other.score), compromised || other.compromised);
    }
  }
}
