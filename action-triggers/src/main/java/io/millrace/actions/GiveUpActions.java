package io.millrace.actions;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Position;
import io.millrace.contracts.json.ActionFormat;
import io.millrace.contracts.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Makes a dead letter of each action that has failed: its record as it was. The record is not at
/// hand any more when an action fails at its last attempt, so this is left to no exception.
final class GiveUpActions extends ContextualProcessor<String, Performed, byte[], byte[]> {
  private static final ActionFormat FORMAT = new ActionFormat();

  private final String actionsTopic;
  private final Counter deadLetters;

  GiveUpActions(String actionsTopic, Counter deadLetters) {
    this.actionsTopic = actionsTopic;
    this.deadLetters = deadLetters;
  }

  @Override
  public void process(Record<String, Performed> record) {
    Performed performed = record.value();
    if (!performed.isFailed()) {
      return;
    }
    Position source =
        new Position(actionsTopic, context().taskId().partition(), performed.entry().place());
    RecordHeaders headers = new RecordHeaders(record.headers());
    new DeadLetter(performed.reason(), ActionService.NAME, source).writeTo(headers);
    deadLetters.increment();
    context()
        .forward(
            record
                .withKey(record.key().getBytes(StandardCharsets.UTF_8))
                .withValue(JsonOutput.write(performed.action(), FORMAT))
                .withHeaders(headers));
  }
}
