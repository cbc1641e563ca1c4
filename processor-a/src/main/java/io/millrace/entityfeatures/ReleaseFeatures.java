package io.millrace.entityfeatures;

import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.features.FeatureAnswers;
import io.millrace.features.HistoryKeeper;
import io.millrace.runtime.Releases;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Histories as some releases need them, and how each of these releases is answered.
final class ReleaseFeatures {
  private final List<PipelineDefinition> pipelines;
  private final HistoryKeeper keeper;
  private final Map<Integer, FeatureAnswers> answers = new HashMap<>();

  /// @param kept numbers of releases, rising
  private ReleaseFeatures(Releases releases, List<Integer> kept) {
    pipelines = kept.stream().map(releases::pipeline).toList();
    keeper = new HistoryKeeper(pipelines);
    for (int i = 0; i < kept.size(); i++) {
      answers.put(kept.get(i), keeper.answers(pipelines.get(i)));
    }
  }

  /// Makes them as they are asked for, and keeps the latest.
  static final class Cache {
    private static final int MOST = 4;

    private final Releases releases;
    private final LinkedHashMap<List<Integer>, ReleaseFeatures> made = new LinkedHashMap<>();

    Cache(Releases releases) {
      this.releases = releases;
    }

    ReleaseFeatures of(List<Integer> kept) {
      ReleaseFeatures there = made.get(kept);
      if (there == null) {
        if (made.size() >= MOST) {
          made.pollFirstEntry();
        }
        there = new ReleaseFeatures(releases, kept);
        made.put(kept, there);
      }
      return there;
    }
  }

  List<PipelineDefinition> pipelines() {
    return pipelines;
  }

  HistoryKeeper keeper() {
    return keeper;
  }

  FeatureAnswers answers(int release) {
    return Objects.requireNonNull(answers.get(release));
  }
}
