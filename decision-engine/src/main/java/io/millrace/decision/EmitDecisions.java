package io.millrace.decision;

import io.millrace.contracts.CloudEvent;
import io.millrace.contracts.Decision;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Sends each decision out as a CloudEvent.
final class EmitDecisions extends ContextualFixedKeyProcessor<String, Decided, Decision> {
  private static final String TYPE = "io.millrace.decision";

  private final String source;

  EmitDecisions(String source) {
    this.source = source;
  }

  @Override
  public void process(FixedKeyRecord<String, Decided> record) {
    Decision decision = record.value().decision();
    RecordHeaders headers = new RecordHeaders(record.headers());
    new CloudEvent(decision.eventId(), TYPE, source, decision.eventTime()).writeTo(headers);
    context().forward(record.withValue(decision).withHeaders(headers));
  }
}
