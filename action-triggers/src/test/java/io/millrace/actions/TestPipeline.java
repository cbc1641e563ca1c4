package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;

/// The pipeline `orders` of the test resources, and actions of it.
final class TestPipeline {
  static final Target.ToWebhook WEBHOOK =
      new Target.ToWebhook("${BLOCK_URL}/block?key=${BLOCK_KEY}");
  static final Payload BODY = Payload.of("{\"decision\":{\"outcome\":\"DECLINE\"},\"event\":{}}");

  private TestPipeline() {}

  static PipelineDefinition orders() {
    try {
      return new PipelineReader().read(Path.of("src/test/resources/orders"));
    } catch (InvalidPipeline e) {
      throw new AssertionError(e);
    }
  }

  static Action block(String eventId) {
    return new Action(eventId, "block", "DECLINE", WEBHOOK, BODY);
  }

  static Action note(String eventId) {
    return new Action(eventId, "note", "DECLINE", new Target.ToLog(), BODY);
  }

  static Action queue(String eventId) {
    return new Action(eventId, "queue", "REVIEW", new Target.ToTopic("review-queue"), BODY);
  }
}
