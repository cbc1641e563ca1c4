package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Releases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The pipeline `orders` of the test resources, and actions of it.
final class TestPipeline {
  static final Target.ToWebhook WEBHOOK =
      new Target.ToWebhook("${BLOCK_URL}/block?key=${BLOCK_KEY}");
  static final Payload BODY = Payload.of("{\"decision\":{\"outcome\":\"DECLINE\"},\"event\":{}}");

  private TestPipeline() {}

  static PipelineDefinition orders() {
    return read("orders");
  }

  /// The folder, and as release 3 one with another webhook and another topic.
  static Releases releases() {
    return Releases.of(Map.of(Releases.FOLDER, orders(), 3, read("orders-3")));
  }

  private static PipelineDefinition read(String folder) {
    try {
      return new PipelineReader().read(Path.of("src/test/resources", folder));
    } catch (InvalidPipeline e) {
      throw new AssertionError(e);
    }
  }

  /// The webhook of release 3.
  static Action hold(String eventId) {
    Target webhook =
        new Target.ToWebhook("${HOLD_URL}/hold", Map.of("authorization", "Bearer ${HOLD_TOKEN}"));
    return new Action(eventId, "hold", "DECLINE", 3, webhook, BODY);
  }

  /// The topic of release 3, as some release asks for it.
  static Action secondLook(String eventId, int release) {
    return new Action(eventId, "look", "REVIEW", release, new Target.ToTopic("second-look"), BODY);
  }

  static Action block(String eventId) {
    return new Action(eventId, "block", "DECLINE", Releases.FOLDER, WEBHOOK, BODY);
  }

  /// Blocks a card for an hour.
  static Action list(String eventId, String card) {
    Target list = new Target.ToList("blocked-cards", card, Duration.ofHours(1));
    return new Action(eventId, "list", "DECLINE", Releases.FOLDER, list, BODY);
  }

  static Action note(String eventId) {
    return new Action(eventId, "note", "DECLINE", Releases.FOLDER, new Target.ToLog(), BODY);
  }

  static Action queue(String eventId) {
    return new Action(
        eventId, "queue", "REVIEW", Releases.FOLDER, new Target.ToTopic("review-queue"), BODY);
  }
}
