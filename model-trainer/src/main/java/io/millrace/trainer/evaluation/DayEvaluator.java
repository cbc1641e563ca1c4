package io.millrace.trainer.evaluation;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Evaluates the judgements of a window: of each release and of all, in each segment and in all.
///
/// @param segments the features whose values are segments
/// @param thresholds that scores are compared with
record DayEvaluator(List<String> segments, List<Double> thresholds) {
  /// Those that judged the latest events; every one is a series of each metric.
  static final int MOST_RELEASES = 4;

  private static final Comparator<Group> OF_ALL_LAST =
      Comparator.comparing(Group::release, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Group::segment, Comparator.nullsLast(Comparator.naturalOrder()));

  DayEvaluator {
    segments = List.copyOf(segments);
    thresholds = List.copyOf(thresholds);
  }

  /// Those of a day, the one of all last.
  ///
  /// @param judgements in the order of their events
  List<Evaluation> evaluate(LocalDate day, List<Judgement> judgements) {
    Map<Group, List<Judgement>> groups = groups(judgements);
    groups.put(Group.OF_ALL, judgements);
    return groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(OF_ALL_LAST))
        .map(group -> evaluate(day, group.getKey(), new Quality(group.getValue())))
        .toList();
  }

  /// All but that of all.
  private Map<Group, List<Judgement>> groups(List<Judgement> judgements) {
    Map<Group, List<Judgement>> groups = new HashMap<>();
    Set<Integer> releases = latestReleases(judgements);
    Segmentation segmentation = new Segmentation(segments, judgements);
    for (Judgement judgement : judgements) {
      boolean isOfLatest = releases.contains(judgement.release());
      for (String segment : segmentation.of(judgement)) {
        add(judgement, new Group(null, segment), groups);
        if (isOfLatest) {
          add(judgement, new Group(judgement.release(), segment), groups);
        }
      }
      if (isOfLatest) {
        add(judgement, new Group(judgement.release(), null), groups);
      }
    }
    return groups;
  }

  private static Set<Integer> latestReleases(List<Judgement> judgements) {
    Set<Integer> releases = new HashSet<>();
    for (Judgement judgement : judgements.reversed()) {
      if (releases.size() == MOST_RELEASES) {
        break;
      }
      releases.add(judgement.release());
    }
    return releases;
  }

  private static void add(Judgement judgement, Group group, Map<Group, List<Judgement>> groups) {
    groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(judgement);
  }

  private Evaluation evaluate(LocalDate day, Group group, Quality quality) {
    return new Evaluation(
        day,
        group,
        quality.evidence(),
        quality.metrics(),
        thresholds.stream().map(quality::at).toList());
  }
}
