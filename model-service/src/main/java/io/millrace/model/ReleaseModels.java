package io.millrace.model;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.Releases;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models of the releases that are in use, shared by all threads.
///
/// What was assigned last stays loaded, and the release that was tried last; another one is freed
/// when no event has asked for it for a while, and loaded again when one does: meanwhile only those
/// wait who ask for the same one.
final class ReleaseModels implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseModels.class);

  /// So many looks, one a second, at what is idle.
  private static final int IDLE_LOOKS = 30;

  private final Releases releases;
  private final AssignedReleases assigned;
  private final ReleaseLoader loader;
  private final Map<Integer, LoadedRelease> loaded = new ConcurrentHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("free-models").factory());
  private volatile int lastTried = Releases.FOLDER;

  ReleaseModels(Releases releases, StageMetrics metrics) {
    this.releases = releases;
    this.assigned = new AssignedReleases(metrics);
    this.loader = new ReleaseLoader(releases, assigned, new MeasuredReleases(metrics));
    Future<?> _ = executor.scheduleWithFixedDelay(this::freeIdle, 1, 1, TimeUnit.SECONDS);
  }

  /// Loads a release and tries its model; throws [InvalidModel] if it is refused.
  void admit(int release, PipelineDefinition pipeline) {
    ReleaseScorer scorer = loader.load(release, pipeline);
    lastTried = release;
    if (!asked(release).offer(scorer)) {
      close(scorer);
    }
  }

  /// The same for a release that was published.
  void tryOut(int release, PipelineDefinition pipeline) throws InvalidRelease {
    try {
      admit(release, pipeline);
    } catch (InvalidModel e) {
      throw new InvalidRelease(String.valueOf(e.getMessage()), e);
    }
  }

  /// Says what is in charge from now on, and loads it before events ask for it.
  void assigned(Assignment assignment) {
    assigned.take(assignment);
    loader.assigned(assignment);
    assigned.releases().forEach(this::loadInCharge);
  }

  private void loadInCharge(int release) {
    try {
      close(lease(release));
    } catch (RuntimeException e) {
      LOG.warn("release {} is in charge, but cannot be loaded now; trying at need", release, e);
    }
  }

  /// Throws [RejectedRecord] if there is no such release.
  void require(int release) {
    LoadedRelease there = loaded.get(release);
    if (there == null || !there.isLoaded()) {
      PipelineDefinition _ = releases.pipeline(release);
    }
  }

  /// The scorer of a release, for one run; throws [RejectedRecord] if there is no such release.
  SharedModel<ReleaseScorer>.Lease lease(int release) {
    Optional<SharedModel<ReleaseScorer>.Lease> lease = Optional.empty();
    while (lease.isEmpty()) {
      lease = asked(release).acquire(() -> loader.loadAgain(release));
    }
    return lease.get();
  }

  private synchronized LoadedRelease asked(int release) {
    LoadedRelease there = loaded.computeIfAbsent(release, _ -> new LoadedRelease());
    there.idleLooks = 0;
    return there;
  }

  /// Counts predictions for releases that are there no more.
  PredictionCounts missing() {
    return loader.missing();
  }

  private void freeIdle() {
    takeIdle()
        .forEach((release, idle) -> {
          close(idle);
          LOG.info("release {} is freed: no event has asked for it", release);
        });
  }

  private synchronized Map<Integer, LoadedRelease> takeIdle() {
    Map<Integer, LoadedRelease> idle = new HashMap<>(loaded);
    Set<Integer> inCharge = assigned.releases();
    idle.entrySet()
        .removeIf(entry ->
            ++entry.getValue().idleLooks <= IDLE_LOOKS
                || inCharge.contains(entry.getKey())
                || entry.getKey() == lastTried);
    loaded.keySet().removeAll(idle.keySet());
    loader.forget(idle.keySet());
    return idle;
  }

  static void close(Closeable model) {
    try {
      model.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a model cannot be freed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    synchronized (this) {
      loaded.values().forEach(ReleaseModels::close);
      loaded.clear();
    }
  }
}
