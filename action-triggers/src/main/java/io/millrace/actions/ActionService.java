package io.millrace.actions;

import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.RecordedLists;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Produced;

/// action-triggers: performs the actions that decisions ask for.
public final class ActionService implements Service {
  static final String NAME = "action-triggers";

  /// More at once than an endpoint is likely to be slowed down by, few enough not to flood it.
  private static final int AT_ONCE = 16;

  /// Ten failures in a row are no chance, and a minute is soon enough for one that is back.
  private static final int FAILURES_TO_OPEN = 10;

  private static final Duration FIRST_OPEN = Duration.ofSeconds(1);
  private static final Duration LONGEST_OPEN = Duration.ofMinutes(1);

  private final Outside outside;
  private final Function<ServiceContext, RecordedLists> lists;

  public ActionService() {
    this(Outside.real(), ServiceContext::lists);
  }

  /// @param lists how the service gets to know the lists
  ActionService(Outside outside, Function<ServiceContext, RecordedLists> lists) {
    this.outside = outside;
    this.lists = lists;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> environmentKeys() {
    return ActionConfig.KEYS;
  }

  /// Results come from other threads, and a poll that finds no record would keep them waiting.
  @Override
  public Map<String, Object> streamsProperties() {
    return Map.of(StreamsConfig.POLL_MS_CONFIG, 10);
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineTopics topics = context.topics();
    ActionConfig config = ActionConfig.from(context.environment());
    Performers performers = Performers.of(context, config, outside.clock());
    Dispatcher dispatcher =
        context.closeAtStop(
            Dispatcher.start(
                performers::attempt,
                () -> endpointQueue(config),
                outside.nanoTime(),
                context.metrics()));
    Webhooks.declaredBy(context.pipeline()).forEach(webhook -> dispatcher.measure(webhook.url()));
    ActionTopology.Streams out =
        new ActionTopology(context, performers, dispatcher, lists.apply(context))
            .perform(context.read(topics.actions()));
    context.write(out.results(), topics.actionResults());
    context.write(out.items(), topics.lists());
    context.write(out.deadLetters(), topics.deadLetters());
    out.records()
        .to(
            new ActionTopicNames(context.pipeline().name()),
            Produced.with(Serdes.String(), new TopicRecordSerde()).withName("write-action-topics"));
    return context.builder().build();
  }

  private EndpointQueue endpointQueue(ActionConfig config) {
    CircuitBreaker breaker = new CircuitBreaker(FAILURES_TO_OPEN, FIRST_OPEN, LONGEST_OPEN);
    return new EndpointQueue(AT_ONCE, config.schedule(), breaker, outside.jitter());
  }
}
