package io.millrace.runtime;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Manifest;
import java.io.Closeable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the topic `releases`, and has each release ready that is asked for.
///
/// One that is not known yet, because its stamp came first, is looked for by reading the topic to
/// its end. What goes wrong with the brokers or the disk is thrown as [KafkaException], so that the
/// record is processed again. Safe for use by several threads.
final class ReleaseFollower implements Releases, PublishedReleases, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseFollower.class);
  private static final long PAUSE_MS = 200;

  /// So many are kept ready; another one is made ready again when it is asked for.
  private static final int MOST = 16;

  private final PipelineDefinition started;
  private final ReleaseTopic topic;
  private final ReleaseFolder folder;
  private final ReleaseLog log = new ReleaseLog();
  private final Map<Integer, PipelineDefinition> ready = new ConcurrentHashMap<>();

  /// Guards the topic, the folder and the log.
  private final ReentrantLock reading = new ReentrantLock();

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("follow-releases").factory());
  private final ReleaseWriting writing;
  private final LogLimit limit = new LogLimit();
  private final Announcements untold = new Announcements();
  private volatile int newest = FOLDER;
  private int lastRelease;
  private int lastAssignment;

  /// @param started the pipeline that the service was started with
  /// @param client properties of a Kafka consumer
  /// @param producerClient properties of a Kafka producer
  /// @param root a folder of its own
  ReleaseFollower(
      PipelineDefinition started,
      Map<String, Object> client,
      Map<String, Object> producerClient,
      Path root) {
    this.started = started;
    this.folder = new ReleaseFolder(root);
    this.topic = new ReleaseTopic(started.topics(), client);
    this.writing = new ReleaseWriting(started.topics(), producerClient, this::readToEnd);
  }

  /// Reads what is there by now, and tells a listener what comes from now on; and before it
  /// returns, of what is there the latest assignment, the releases that it names, and those that
  /// came after them.
  void start(ReleaseListener listener) {
    topic.readToEnd(log);
    log.takeTrials();
    log.latestAssignment()
        .ifPresent(assignment -> {
          lastAssignment = assignment.number() - 1;
          lastRelease = assignment.release() - 1;
          Assignment.Challenger challenger = assignment.challenger();
          if (challenger != null && challenger.release() < assignment.release()) {
            untold.add(told -> told.published(challenger.release()));
          }
        });
    follow(listener);
    Future<?> _ =
        executor.scheduleWithFixedDelay(
            () -> follow(listener), PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public PipelineDefinition pipeline(int release) {
    if (release == FOLDER) {
      return started;
    }
    PipelineDefinition there = ready.get(release);
    return there == null ? makeReady(release) : there;
  }

  private PipelineDefinition makeReady(int release) {
    try {
      return read(release);
    } catch (InvalidRelease e) {
      throw new RejectedRecord(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new KafkaException("release " + release + " cannot be made ready", e);
    }
  }

  @Override
  public PipelineDefinition read(int release) throws InvalidRelease {
    reading.lock();
    try {
      PipelineDefinition there = ready.get(release);
      if (there != null) {
        return there;
      }
      Optional<Manifest> manifest = log.manifest(release);
      if (manifest.isEmpty()) {
        topic.readToEnd(log);
        manifest = log.manifest(release);
      }
      if (manifest.isEmpty()) {
        throw new InvalidRelease(
            "there is no release %d: millrace release list shows all".formatted(release));
      }
      PipelineDefinition pipeline = folder.read(manifest.get(), log, topic::valueAt);
      if (ready.size() >= MOST) {
        ready.clear();
      }
      ready.put(release, pipeline);
      return pipeline;
    } finally {
      reading.unlock();
    }
  }

  @Override
  public Path folderOf(int release) {
    return folder.of(release);
  }

  @Override
  public int newest() {
    return newest;
  }

  @Override
  public void fit(int release) {
    newest = Math.max(newest, release);
  }

  @Override
  public void withdraw(int release, int assignment, String reason) {
    LOG.warn("release {} is to be withdrawn: {}", release, reason);
    writing.withdraw(release, assignment, reason);
  }

  @Override
  public void completeMarks() {
    writing.completeMarks();
  }

  private ReleaseLog readToEnd() {
    reading.lock();
    try {
      topic.readToEnd(log);
      return log.copy();
    } finally {
      reading.unlock();
    }
  }

  private void follow(ReleaseListener listener) {
    try {
      look();
      untold.tell(listener);
    } catch (Throwable e) { // what is thrown from here would end the following
      limit.tell("follow", _ -> LOG.warn("cannot follow the releases now; trying again", e));
    }
  }

  private void look() {
    reading.lock();
    try {
      topic.poll(Duration.ZERO, log);
      List<Assignment> assignments = log.assignmentsAfter(lastAssignment);
      List<Integer> releases = log.releasesAfter(lastRelease);
      for (Assignment assignment : assignments) {
        lastAssignment = assignment.number();
        untold.add(listener -> listener.assigned(assignment));
      }
      for (int release : log.takeTrials()) {
        untold.add(listener -> listener.asked(release));
      }
      for (int release : releases) {
        lastRelease = release;
        untold.add(listener -> listener.published(release));
      }
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() {
    writing.close();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
    reading.lock();
    try {
      topic.close();
    } finally {
      reading.unlock();
    }
  }
}
