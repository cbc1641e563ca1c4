package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToTopic;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/// Sends out the bodies of actions that go to a topic, by event id.
final class EmitTopicRecords extends ContextualProcessor<String, Performed, String, TopicRecord> {
  private static final String TYPE = "io.millrace.action";

  private final EventHeaders headers;

  EmitTopicRecords(EventHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void process(Record<String, Performed> record) {
    Action action = record.value().action();
    if (action.target() instanceof ToTopic(String topic) && !record.value().isFailed()) {
      context()
          .forward(
              record
                  .withKey(action.eventId())
                  .withValue(new TopicRecord(topic, action.body()))
                  .withHeaders(headers.of(record, action.idempotencyKey(), TYPE)));
    }
  }
}
