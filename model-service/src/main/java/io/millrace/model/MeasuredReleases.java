package io.millrace.model;

import io.millrace.runtime.StageMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is measured of releases, each as long as somebody serves it: a scrape does not grow with
/// all the releases that there were.
final class MeasuredReleases {
  private static final String LABEL = "release";

  private final StageMetrics service;
  private final Map<Integer, Shared> shared = new HashMap<>();
  private @Nullable PredictionCounts missing;

  MeasuredReleases(StageMetrics service) {
    this.service = service;
  }

  /// The metrics of a release, and how many serve it.
  private static final class Shared {
    private final StageMetrics ofRelease;
    private final ReleaseMetrics metrics;
    private int users;

    private Shared(StageMetrics ofRelease, ReleaseMetrics metrics) {
      this.ofRelease = ofRelease;
      this.metrics = metrics;
    }
  }

  /// The metrics of a release, to be closed when it is not served any more.
  synchronized ReleaseMetrics take(int release) {
    Shared there = shared.computeIfAbsent(release, this::begin);
    there.users++;
    return there.metrics;
  }

  private Shared begin(int release) {
    StageMetrics ofRelease = service.of(LABEL, Integer.toString(release));
    return new Shared(ofRelease, new ReleaseMetrics(service, ofRelease, () -> giveBack(release)));
  }

  private synchronized void giveBack(int release) {
    Shared there = Objects.requireNonNull(shared.get(release));
    if (--there.users == 0) {
      shared.remove(release);
      there.ofRelease.close();
    }
  }

  /// Counts predictions for releases that are there no more.
  synchronized PredictionCounts missing() {
    if (missing == null) {
      missing = new PredictionCounts(service.of(LABEL, "missing"));
    }
    return missing;
  }
}
