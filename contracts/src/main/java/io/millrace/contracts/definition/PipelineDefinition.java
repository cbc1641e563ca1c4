package io.millrace.contracts.definition;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A pipeline folder, read and found to be without errors.
///
/// @param name the prefix of its topics
/// @param event the contract of the raw events
/// @param entities entity name to the event's field with its id; the first one keys `events`
/// @param routes which processors an event goes to; the first match wins
/// @param statefulFeatures computed by processor-a from an entity's history
/// @param statelessFeatures computed by processor-b from the event alone
/// @param model the model, absent where rules decide alone, be it until the first one is trained
/// @param policy the rules, in order; the first match decides
/// @param actions what to do, by outcome
/// @param feedback the contract of outcomes, absent where none come back
/// @param learning how the model learns from outcomes, absent where it does not
/// @param duplicatesWithin for how long a second event with a known id is dropped
public record PipelineDefinition(
    String name,
    EventDefinition event,
    Map<String, String> entities,
    List<Route> routes,
    List<StatefulFeature> statefulFeatures,
    List<StatelessFeature> statelessFeatures,
    @Nullable ModelDefinition model,
    List<Rule> policy,
    Map<String, List<ActionDefinition>> actions,
    @Nullable FeedbackDefinition feedback,
    @Nullable LearningDefinition learning,
    Duration duplicatesWithin) {

  public PipelineDefinition {
    entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
    routes = List.copyOf(routes);
    statefulFeatures = List.copyOf(statefulFeatures);
    statelessFeatures = List.copyOf(statelessFeatures);
    policy = List.copyOf(policy);
    actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
  }

  public PipelineTopics topics() {
    return new PipelineTopics(
        name, reach().orElse(null), learning == null ? null : learning.span());
  }

  /// What the model takes and gives, also where the first one is still to be trained; empty where
  /// there never is one.
  public Optional<ModelDefinition> modelShape() {
    return Optional.ofNullable(learning == null ? model : learning.model());
  }

  /// Which events are let through so that their truth can show itself.
  public HoldBack holdBack() {
    return learning == null
        ? HoldBack.NONE
        : new HoldBack(learning.blinding(), learning.holdBack());
  }

  /// Whether rules decide alone until the first model is trained.
  public boolean awaitsModel() {
    return model == null && learning != null;
  }

  /// The features that are kept for an entity; empty if it has none.
  public List<StatefulFeature> statefulFeaturesOf(String entity) {
    return statefulFeatures.stream().filter(feature -> feature.entity().equals(entity)).toList();
  }

  /// How far back the stateful features look: the longest window and its delay. Zero without such
  /// features, empty where one looks back for ever.
  public Optional<Duration> reach() {
    Duration longest = Duration.ZERO;
    for (StatefulFeature feature : statefulFeatures) {
      Optional<Duration> reach = feature.window().reach();
      if (reach.isEmpty()) {
        return Optional.empty();
      }
      longest = longest.compareTo(reach.get()) < 0 ? reach.get() : longest;
    }
    return Optional.of(longest);
  }

  /// The numbers that rules compare the score with, each once, in the order of the rules: where one
  /// differs by segment, all of its numbers.
  public List<Double> scoreThresholds() {
    return ScoreThresholds.of(policy);
  }

  /// The topics that actions write to, each once.
  public List<Topic<String, byte[]>> actionTopics() {
    return actions.values().stream()
        .flatMap(List::stream)
        .map(ActionDefinition::target)
        .flatMap(target ->
            target instanceof TargetDefinition.Topic(String topic) ? Stream.of(topic) : Stream.of())
        .distinct()
        .map(topics()::actionTopic)
        .toList();
  }
}
