package io.millrace.cli.doctor;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.cluster.Groups;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.release.ServedReleases;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.UnknownInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/// Looks at the brokers, topics, services and releases of a pipeline, one after the other. What one
/// look cannot tell is a finding, and does not keep from the next.
final class Examination {
  private final PipelineDefinition pipeline;
  private final KafkaConnection kafka;
  private final List<Finding> findings = new ArrayList<>();

  Examination(PipelineDefinition pipeline, KafkaConnection kafka) {
    this.pipeline = pipeline;
    this.kafka = kafka;
  }

  List<Finding> findings() {
    if (!kafka.answers()) {
      return List.of(
          Finding.failed(
              "brokers",
              "none answers at %s: start one (millrace start), or name another with --bootstrap HOST:PORT",
              kafka.bootstrap()));
    }
    try (Brokers brokers = new Brokers(kafka.client())) {
      look("brokers", () -> List.of(brokers(brokers)));
      look("topics", () -> topics(brokers));
    }
    boolean usable =
        findings.stream().noneMatch(finding -> finding.status() == Finding.Status.FAILED);
    if (usable) {
      look("services", this::services);
      look("releases", () -> List.of(releases()));
    }
    return findings;
  }

  private void look(String subject, Supplier<List<Finding>> looking) {
    try {
      findings.addAll(looking.get());
    } catch (KafkaException | CommandFailure | UnknownInstances e) {
      boolean isDenied =
          e instanceof AuthorizationException || e.getCause() instanceof AuthorizationException;
      findings.add(
          Finding.failed(
              subject,
              "%s: %s",
              String.valueOf(e.getMessage()),
              isDenied
                  ? "millrace acls --pipeline DIR prints what operators must be granted"
                  : "check how this command connects (KAFKA_SECURITY_PROTOCOL and others)"));
    }
  }

  private Finding brokers(Brokers brokers) {
    return Finding.ok(
        "brokers",
        "%d at %s, metadata.version %d",
        brokers.count(),
        kafka.bootstrap(),
        brokers.metadataLevel());
  }

  private List<Finding> topics(Brokers brokers) {
    List<Topic<?, ?>> wanted = TopicCreation.topicsOf(pipeline);
    Map<String, FoundTopic> found = brokers.find(wanted);
    List<Finding> all = new ArrayList<>(new TopicFindings(kafka.bootstrap()).of(wanted, found));
    FoundTopic raw = found.get(pipeline.topics().raw().name());
    if (raw != null) {
      long arrival = brokers.lastArrival(pipeline.topics(), raw.partitions());
      all.add(ClockFinding.of(arrival, System.currentTimeMillis()));
    }
    return all;
  }

  private List<Finding> services() {
    try (Groups groups = new Groups(pipeline.name(), kafka.client())) {
      Layout layout =
          groups.isRunning(Layout.composed.names().getFirst()) ? Layout.composed : Layout.separate;
      return ServiceFindings.of(
          Suite.names(layout, pipeline).stream()
              .map(name -> service(name, layout, groups))
              .toList());
    }
  }

  private FoundService service(String name, Layout layout, Groups groups) {
    Map<TopicPartition, Long> next = groups.next(List.of(name));
    long lag = 0;
    for (Topic<?, ?> topic : Objects.requireNonNull(Suite.inputs(layout, pipeline).get(name))) {
      for (Map.Entry<TopicPartition, Long> end : groups.ends(topic).entrySet()) {
        lag += end.getValue() - next.getOrDefault(end.getKey(), 0L);
      }
    }
    boolean isOfStream = layout.names().contains(name);
    return new FoundService(name, isOfStream, groups.isRunning(name), lag);
  }

  private Finding releases() {
    ServedReleases served = ServedReleases.of(pipeline, kafka);
    if (!served.unserved().isEmpty()) {
      return Finding.failed(
          "releases",
          "%s. millrace release assign has them try again",
          String.join("; ", served.unserved()));
    }
    return served.asked().isEmpty()
        ? Finding.ok("releases", "none is assigned: the folder of the services judges")
        : Finding.ok("releases", "every instance has loaded %s", served.asked());
  }
}
