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
/// An entity's score on a day is the highest of its events; of equal scores the entity with the
/// lowest number goes first.
///
/// Where events stand for others that were not kept, so do entities: one for as many as its first
/// positive event of the day, or else the one with its highest score. Each of them takes an
/// inspection, so with a sample of the negatives the precision is an estimate.
public final class DailyInspection {
  private final Map<Integer, Map<Integer, Suspect>> suspectsByDay = new TreeMap<>();

  /// Of all examples, each for itself.
  static DailyInspection of(Examples examples, float[] scores, int entityColumn) {
    DailyInspection inspection = new DailyInspection();
    for (int i = 0; i < scores.length; i++) {
      Suspect seen =
          new Suspect(examples.entity(entityColumn, i), scores[i], examples.isPositive(i), 1);
      inspection.see(examples.day(i), seen);
    }
    return inspection;
  }

  /// An entity on one day, as far as some of its events tell.
  ///
  /// @param entity its number
  /// @param weight for how many entities it stands
  public record Suspect(int entity, double score, boolean compromised, double weight) {
    static final Comparator<Suspect> MOST_SUSPICIOUS_FIRST =
        Comparator.comparingDouble(Suspect::score).reversed().thenComparingInt(Suspect::entity);

    Suspect and(Suspect later) {
      return new Suspect(
          entity,
          Math.max(score, later.score),
          compromised || later.compromised,
          yieldsTo(later) ? later.weight : weight);
    }

    private boolean yieldsTo(Suspect later) {
      return !compromised && (later.compromised || later.score > score);
    }
  }

  /// Takes an event of a day.
  public void see(int day, Suspect suspect) {
    suspectsByDay
        .computeIfAbsent(day, _ -> new HashMap<>())
        .merge(suspect.entity(), suspect, Suspect::and);
  }

  /// The share of compromised entities among `perDay` inspected ones, as a mean over the days; a
  /// day with fewer entities counts its missing inspections as vain.
  public double precision(int perDay) {
    Set<Integer> found = new HashSet<>();
    double sum = 0;
    for (Map<Integer, Suspect> suspects : suspectsByDay.values()) {
      List<Suspect> unknown =
          suspects.values().stream()
              .filter(suspect -> !found.contains(suspect.entity()))
              .sorted(Suspect.MOST_SUSPICIOUS_FIRST)
              .toList();
      sum += inspect(unknown, perDay, found) / perDay;
    }
    return sum / suspectsByDay.size();
  }

  /// Adds what is found to what was, and tells how much it is.
  private static double inspect(List<Suspect> suspects, double inspections, Set<Integer> found) {
    double left = inspections;
    double foundNow = 0;
    for (Suspect suspect : suspects) {
      if (left <= 0) {
        break;
      }
      double inspected = Math.min(left, suspect.weight());
      left -= inspected;
      if (suspect.compromised()) {
        foundNow += inspected;
        found.add(suspect.entity());
      }
    }
    return foundNow;
  }
}
