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

  private final String name;
  private final String pipeline;
  private final Profile profile;
  private final KafkaStreams streams;
  private final List<Closeable> resources;

  RunningService(
      String name,
      String pipeline,
      Profile profile,
      KafkaStreams streams,
      List<Closeable> resources) {
    this.name = name;
    this.pipeline = pipeline;
    this.profile = profile;
    this.streams = streams;
    this.resources = resources;
  }

  public String name() {
    return name;
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

  ServiceInfo info() {
    return new ServiceInfo(name, pipeline, profile.toString(), streams.state().toString());
  }

  /// Leaves the consumer group, so that others take over at once, and stops within seconds.
  @Override
  public void close() {
    boolean stopped =
        streams.close(
            CloseOptions.timeout(STOP_WITHIN)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    if (!stopped) {
      LOG.warn(
          "{} did not stop within {}; its last records will be processed again", name, STOP_WITHIN);
    }
    for (Closeable resource : resources) {
      try {
        resource.close();
      } catch (IOException e) {
        LOG.warn("{} could not close {}", name, resource, e);
      }
    }
  }
}
