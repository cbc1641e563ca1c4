package io.millrace.cli.console;

import io.millrace.runtime.ReleaseLog;
import io.millrace.runtime.ReleaseTopic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at the brokers again and again, and keeps what they told last.
///
/// One thread looks, others may ask meanwhile.
final class ClusterWatch implements AutoCloseable {
  private static final Duration LITTLE = Duration.ofMillis(5);

  private final ShownPipeline pipeline;
  private final Map<String, Object> client;
  private final ClusterProbe probe;
  private final Flow flow;
  private final ReleaseLog releases = new ReleaseLog();
  private @Nullable ReleaseTopic releaseTopic;
  private volatile @Nullable Overview latest;

  /// @param client properties of a Kafka client
  ClusterWatch(ShownPipeline pipeline, Map<String, Object> client) {
    this.pipeline = pipeline;
    this.client = client;
    this.probe = new ClusterProbe(pipeline, client);
    this.flow = new Flow(pipeline);
  }

  /// Looks once; throws [NoAnswer] if the brokers do not tell.
  void look() {
    Observation observation = probe.observe();
    flow.take(observation);
    latest =
        new Overview(
            observation.nanos(),
            flow.layout().name(),
            flow.quietSeconds(),
            flow.topics(),
            flow.services(),
            flow.deadLetters(),
            charge());
  }

  /// Empty until the brokers have told anything.
  Optional<Overview> latest() {
    return Optional.ofNullable(latest);
  }

  private Charge charge() {
    if (releaseTopic == null && probe.found().contains(pipeline.topics().releases().name())) {
      releaseTopic = new ReleaseTopic(pipeline.topics(), client);
    }
    if (releaseTopic != null) {
      releaseTopic.poll(LITTLE, releases);
    }
    return Charge.of(releases);
  }

  @Override
  public void close() {
    probe.close();
    if (releaseTopic != null) {
      releaseTopic.close();
    }
  }
}
