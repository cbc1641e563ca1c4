package io.millrace.actions;

import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Produced;

/// action-triggers: performs the actions that decisions ask for.
public final class ActionService implements Service {
  static final String NAME = "action-triggers";
  static final RetrySchedule SCHEDULE =
      new RetrySchedule(5, Duration.ofMillis(250), 4, Duration.ofSeconds(10));

  private final Outside outside;

  public ActionService() {
    this(Outside.real());
  }

  ActionService(Outside outside) {
    this.outside = outside;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> environmentKeys() {
    return ActionConfig.KEYS;
  }

  /// One record a poll: then one action's attempts are all that may take time between two polls,
  /// and Kafka does not take the service for dead while a webhook is.
  @Override
  public Map<String, Object> streamsProperties() {
    return Map.of(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1);
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineTopics topics = context.topics();
    Attempts attempts = new Attempts(Performers.of(context, outside.clock()), SCHEDULE, outside);
    ActionTopology.Streams out =
        new ActionTopology(context, attempts).perform(context.read(topics.actions()));
    context.write(out.results(), topics.actionResults());
    out.records()
        .to(
            new ActionTopicNames(context.pipeline().name()),
            Produced.with(Serdes.String(), new TopicRecordSerde()).withName("write-action-topics"));
    return context.builder().build();
  }
}
