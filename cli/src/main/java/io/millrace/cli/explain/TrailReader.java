package io.millrace.cli.explain;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.explain.Trail.Step;
import io.millrace.cli.kafka.Found;
import io.millrace.cli.kafka.RecordLookup;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Decision;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds what an event has left on the topics.
///
/// Its decision is looked for; everything else follows from it. The decision names where the event
/// stands in `raw`, and what has been made of an event has the timestamp that it got there.
final class TrailReader {
  /// Of each partition: enough for what was refused lately.
  private static final long MOST_DEAD_LETTERS = 10_000;

  private final RecordLookup lookup;
  private final PipelineTopics topics;
  private final String idField;

  TrailReader(RecordLookup lookup, PipelineDefinition pipeline) {
    this.lookup = lookup;
    this.topics = pipeline.topics();
    this.idField = pipeline.event().idField();
  }

  /// The topics that are read.
  static List<String> topics(PipelineTopics topics) {
    return List.of(
            topics.raw(),
            topics.predictions(),
            topics.decisions(),
            topics.actions(),
            topics.actionResults(),
            topics.deadLetters())
        .stream()
        .map(Topic::name)
        .toList();
  }

  /// A decision by the id of its event, the newest if there are several, or by its position; throws
  /// [CommandFailure] with what there is instead.
  Found<Decision> decision(String wanted) {
    Optional<Position> position = position(wanted);
    return position.isPresent()
        ? lookup
            .at(topics.decisions(), position.get())
            .orElseThrow(() ->
                new CommandFailure(
                    "%s holds no decision: it is not kept any more, or there never was one. Name the event by its id"
                        .formatted(wanted)))
        : lookup.newest(topics.decisions(), wanted).orElseThrow(() -> undecided(wanted));
  }

  /// An event's id may look like a position, but hardly like one of this topic.
  private Optional<Position> position(String wanted) {
    try {
      return Optional.of(Position.parse(wanted))
          .filter(position -> position.topic().equals(topics.decisions().name()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private CommandFailure undecided(String eventId) {
    return lookup
        .newestWith(topics.deadLetters(), naming(eventId), MOST_DEAD_LETTERS)
        .map(letter ->
            new CommandFailure(
                "event '%s' has no decision; %s, which %s gave up, names it: %s. Correct it, and publish it again"
                    .formatted(
                        eventId,
                        letter.at(),
                        letter.header(DeadLetter.STAGE),
                        letter.header(DeadLetter.REASON))))
        .orElseGet(() ->
            new CommandFailure(
                "event '%s' has no decision in %s: it was never published, is not decided yet, or was decided longer ago than the topic keeps; no recent dead letter names it either. Check the id, or wait a moment"
                    .formatted(eventId, topics.decisions().name())));
  }

  /// A JSON object about an event: the producer's, or one of the stages'.
  private Pattern naming(String eventId) {
    return Pattern.compile(
        "\"(%s|event_id|id)\"\\s*:\\s*\"?%s\"?\\s*[,}]"
            .formatted(Pattern.quote(idField), Pattern.quote(eventId)));
  }

  /// Everything else of a decision.
  ///
  /// @param actions those that the release asks for
  Trail trail(Found<Decision> decision, List<ActionDefinition> actions) {
    return new Trail(
        decision,
        prediction(decision).orElse(null),
        lookup.at(topics.raw(), decision.value().raw()).orElse(null),
        actions.stream().map(action -> step(action, decision)).toList());
  }

  /// The composed layout decides before the prediction is written: there the decision names the
  /// record that the prediction was made of.
  private Optional<Found<Prediction>> prediction(Found<Decision> decision) {
    Topic<String, Prediction> predictions = topics.predictions();
    Position at = decision.value().prediction();
    String eventId = decision.value().eventId();
    Optional<Found<Prediction>> found =
        at.topic().equals(predictions.name())
            ? lookup.at(predictions, at)
            : lookup.stamped(predictions, eventId, decision.stamped());
    return found.filter(prediction -> prediction.value().event().id().equals(eventId));
  }

  private Step step(ActionDefinition action, Found<Decision> decision) {
    String key = decision.value().eventId() + ':' + action.name();
    return new Step(
        action.name(),
        action.target(),
        lookup.stamped(topics.actions(), key, decision.stamped()).orElse(null),
        result(key, decision.stamped()).orElse(null));
  }

  /// One that has failed may have been redriven since: then the newest tells.
  private Optional<Found<ActionResult>> result(String key, Instant stamped) {
    Topic<String, ActionResult> results = topics.actionResults();
    return lookup
        .stamped(results, key, stamped)
        .flatMap(first ->
            first.value().status() == ActionResult.Status.FAILED
                ? lookup.newest(results, key)
                : Optional.of(first));
  }
}
