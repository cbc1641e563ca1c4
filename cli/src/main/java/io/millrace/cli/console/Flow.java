package io.millrace.cli.console;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// The rates of a pipeline's topics and the lags of its services, from one observation after the
/// other.
///
/// Not for several threads at once.
final class Flow {
  private static final Duration RATE_OVER = Duration.ofSeconds(5);

  private final ShownPipeline pipeline;
  private final Set<String> topics;
  private final Map<String, RateMeter> rates = new HashMap<>();
  private final Map<String, Map<TopicPartition, CommitLag>> lags = new HashMap<>();
  private Observation last = new Observation(0, Map.of(), Map.of(), Map.of());
  private boolean hasBegun;
  private long lastArrival;

  Flow(ShownPipeline pipeline) {
    this.pipeline = pipeline;
    this.topics = pipeline.streamTopics();
  }

  /// Takes a later observation.
  void take(Observation observation) {
    String raw = pipeline.topics().raw().name();
    if (!hasBegun || observation.written(raw) != last.written(raw)) {
      lastArrival = observation.nanos();
      hasBegun = true;
    }
    for (String topic : topics) {
      rates
          .computeIfAbsent(topic, _ -> new RateMeter(RATE_OVER))
          .take(observation.nanos(), observation.written(fullName(topic)));
    }
    pipeline.services().forEach(service -> takeLags(service, observation));
    last = observation;
  }

  private void takeLags(ShownService service, Observation observation) {
    Group group = observation.group(service.name());
    Map<TopicPartition, CommitLag> ofService =
        lags.computeIfAbsent(service.name(), _ -> new HashMap<>());
    observation
        .ends()
        .forEach((partition, end) -> {
          if (service.inputs().contains(partition.topic())) {
            long next = group.committed().getOrDefault(partition, observation.begin(partition));
            ofService
                .computeIfAbsent(partition, _ -> new CommitLag())
                .take(observation.nanos(), next, end, group.isRunning());
          }
        });
  }

  /// Since when no event has come to `raw`, in seconds; since the first observation at most.
  long quietSeconds() {
    return Duration.ofNanos(last.nanos() - lastArrival).toSeconds();
  }

  /// By their names within the pipeline.
  Map<String, TopicFlow> topics() {
    Map<String, TopicFlow> flows = new TreeMap<>();
    for (String topic : topics) {
      flows.put(topic, new TopicFlow(rate(topic), last.written(fullName(topic))));
    }
    return flows;
  }

  /// How many dead letters are kept.
  long deadLetters() {
    return last.kept(pipeline.topics().deadLetters().name());
  }

  /// The layout that runs.
  ShownLayout layout() {
    Set<String> running =
        last.groups().entrySet().stream()
            .filter(group -> group.getValue().isRunning())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return pipeline.layout(running);
  }

  /// The services of the layout that runs, in the order of the stream.
  List<ServiceFlow> services() {
    return layout().services().stream().map(this::service).toList();
  }

  private ServiceFlow service(ShownService service) {
    Group group = last.group(service.name());
    OptionalLong lag = lag(service.name());
    return new ServiceFlow(service.name(), health(service, group), group.instances(), lag);
  }

  private Health health(ShownService service, Group group) {
    if (!group.isRunning()) {
      return Health.DOWN;
    }
    if (!group.isSettled()) {
      return Health.REBALANCING;
    }
    return lagsOf(service.name()).stream().anyMatch(CommitLag::isBehind)
        ? Health.BEHIND
        : Health.RUNNING;
  }

  /// Known once it is known of one partition: others may never have had a record.
  private OptionalLong lag(String service) {
    List<OptionalLong> known =
        lagsOf(service).stream().map(CommitLag::lag).filter(OptionalLong::isPresent).toList();
    return known.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(known.stream().mapToLong(OptionalLong::getAsLong).sum());
  }

  private Collection<CommitLag> lagsOf(String service) {
    return lags.getOrDefault(service, Map.of()).values();
  }

  private double rate(String topic) {
    RateMeter meter = rates.get(topic);
    return meter == null ? 0 : meter.perSecond();
  }

  private String fullName(String topic) {
    return pipeline.name() + '.' + topic;
  }
}
