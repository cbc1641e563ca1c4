package io.millrace.actions;

import io.millrace.contracts.ActionResult;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Sends out what came of each action, by its idempotency key.
final class EmitResults extends ContextualProcessor<String, Performed, String, ActionResult> {
  private static final String TYPE = "io.millrace.action-result";

  private final EventHeaders headers;

  EmitResults(EventHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void process(Record<String, Performed> record) {
    ActionResult result = record.value().result();
    String key = result.idempotencyKey();
    context()
        .forward(record.withKey(key).withValue(result).withHeaders(headers.of(record, key, TYPE)));
  }
}
