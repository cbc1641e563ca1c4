package io.millrace.model;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.Releases;
import io.millrace.runtime.StageMetrics;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
/// when no event has asked for it for a while, and loaded again when one does.
final class ReleaseModels implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseModels.class);

  /// So many looks, one a second, at what is idle.
  private static final int IDLE_LOOKS = 30;

  private final Releases releases;
  private final StageMetrics metrics;
  private final Map<Integer, Loaded> loaded = new HashMap<>();
  private final Map<Integer, FailureWatch> watches = new ConcurrentHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("free-models").factory());
  private Set<Integer> assigned = Set.of(Releases.FOLDER);
  private volatile int lastAssignment;
  private int lastTried = Releases.FOLDER;

  private static final class Loaded {
    private final SharedModel<ReleaseScorer> model;
    private int idleLooks;

    private Loaded(ReleaseScorer scorer) {
      this.model = new SharedModel<>(scorer);
    }
  }

  ReleaseModels(Releases releases, StageMetrics metrics) {
    this.releases = releases;
    this.metrics = metrics;
    Future<?> _ = executor.scheduleWithFixedDelay(this::freeIdle, 1, 1, TimeUnit.SECONDS);
  }

  /// Loads a release and tries its model; throws [InvalidModel] if it is refused.
  void admit(int release, PipelineDefinition pipeline) {
    ReleaseScorer scorer = load(release, pipeline);
    synchronized (this) {
      lastTried = release;
      if (loaded.containsKey(release)) {
        close(scorer);
      } else {
        loaded.put(release, new Loaded(scorer));
      }
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

  /// Says what is in charge from now on.
  synchronized void assigned(Assignment assignment) {
    Assignment.Challenger challenger = assignment.challenger();
    assigned =
        challenger == null
            ? Set.of(assignment.release())
            : Set.of(assignment.release(), challenger.release());
    lastAssignment = assignment.number();
    watches.values().forEach(watch -> watch.assigned(lastAssignment));
  }

  /// Throws [RejectedRecord] if there is no such release.
  void require(int release) {
    PipelineDefinition _ = releases.pipeline(release);
  }

  /// The scorer of a release, for one run; throws [RejectedRecord] if there is no such release.
  synchronized SharedModel<ReleaseScorer>.Lease lease(int release) {
    Loaded there = loaded.computeIfAbsent(release, number -> new Loaded(loadAgain(number)));
    there.idleLooks = 0;
    return there.model.acquire().orElseThrow();
  }

  private ReleaseScorer loadAgain(int release) {
    PipelineDefinition pipeline = releases.pipeline(release);
    try {
      return load(release, pipeline);
    } catch (InvalidModel e) {
      LOG.warn("release {} cannot be served here any more", release, e);
      Scorer unusable =
          new UnusableScorer(
              release,
              "model: " + e.getMessage(),
              metrics(release),
              watch(release, Objects.requireNonNull(pipeline.model())));
      return new ReleaseScorer(new FeatureAssembly(pipeline), unusable);
    }
  }

  private ReleaseScorer load(int release, PipelineDefinition pipeline) {
    FeatureAssembly assembly = new FeatureAssembly(pipeline);
    ModelDefinition definition = pipeline.model();
    if (definition == null) {
      return new ReleaseScorer(assembly, Scorer.withoutModel(release));
    }
    AdmittedModel model = new ModelAdmission(pipeline, definition).admit();
    Optional<String> singly = model.servedSingly();
    singly.ifPresent(why -> LOG.info("the model of release {} gets single rows: {}", release, why));
    FailureWatch watch = watch(release, definition);
    try {
      return new ReleaseScorer(
          assembly, new OnnxScorer(release, definition, model, metrics(release), watch));
    } catch (InvalidModel e) {
      close(model);
      throw e;
    }
  }

  private ScoringMetrics metrics(int release) {
    return new ScoringMetrics(metrics, release);
  }

  private FailureWatch watch(int release, ModelDefinition definition) {
    FailureWatch watch =
        watches.computeIfAbsent(
            release, _ -> new FailureWatch(release, definition.withdrawal(), releases));
    watch.assigned(lastAssignment);
    return watch;
  }

  private synchronized void freeIdle() {
    loaded
        .entrySet()
        .removeIf(entry -> {
          boolean idle = ++entry.getValue().idleLooks > IDLE_LOOKS;
          boolean free = idle && !assigned.contains(entry.getKey()) && entry.getKey() != lastTried;
          if (free) {
            retire(entry.getValue());
            watches.remove(entry.getKey());
            LOG.info("release {} is freed: no event has asked for it", entry.getKey());
          }
          return free;
        });
  }

  private static void retire(Loaded model) {
    try {
      model.model.retire();
    } catch (IOException e) {
      throw new UncheckedIOException("a model cannot be freed", e);
    }
  }

  private static void close(Closeable model) {
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
      loaded.values().forEach(ReleaseModels::retire);
      loaded.clear();
    }
  }
}
