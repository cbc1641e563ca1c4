package io.millrace.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that was started. Closing it stops the streams first and what they used after them.
public final class RunningService implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningService.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

  private final ServiceInfo info;
  private final KafkaStreams streams;
  private final RestoreProgress restores;
  private final List<Closeable> resources;
  private volatile Runnable onChange = () -> {};

  private RunningService(
      ServiceInfo info, KafkaStreams streams, RestoreProgress restores, List<Closeable> resources) {
    this.info = info;
    this.streams = streams;
    this.restores = restores;
    this.resources = resources;
  }

  /// A service whose streams are not started yet: they tell it how they fare.
  static RunningService of(
      ServiceInfo info, KafkaStreams streams, RestoreProgress restores, List<Closeable> resources) {
    RunningService service = new RunningService(info, streams, restores, resources);
    streams.setGlobalStateRestoreListener(restores);
    streams.setStateListener((state, _) -> service.changedTo(state));
    return service;
  }

  private void changedTo(KafkaStreams.State state) {
    if (state == KafkaStreams.State.RUNNING) {
      restores.allDone();
    }
    onChange.run();
  }

  /// Has something done whenever it may have become live or ready, or ceased to be.
  public void onChange(Runnable action) {
    onChange = action;
  }

  public String name() {
    return info.service();
  }

  /// Whether it runs or can still come to run; false once it has failed or stopped.
  public boolean isLive() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.CREATED || state.isRunningOrRebalancing();
  }

  /// Whether it processes records.
  public boolean isReady() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /// Its name, and how far it is in restoring its state if it does.
  String progress() {
    return restores
        .inWords()
        .map(done -> "%s (restoring: %s done)".formatted(name(), done))
        .orElse(name());
  }

  ServiceInfo info() {
    return info;
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  /// Leaves the consumer group, so that others take over at once, and stops within seconds.
  @Override
  public void close() {
    try (LogScope _ = LogScope.of(name())) {
      boolean stopped =
          streams.close(
              CloseOptions.timeout(STOP_WITHIN)
                  .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
      if (!stopped) {
        LOG.warn(
            "{} did not stop within {}; its last records will be processed again",
            name(),
            STOP_WITHIN);
      }
      close(name(), resources);
    }
  }

  /// Closes what a service used.
  static void close(String service, List<Closeable> resources) {
    for (Closeable resource : resources) {
      try {
        resource.close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("{} could not close {}", service, resource, e);
      }
    }
  }
}
