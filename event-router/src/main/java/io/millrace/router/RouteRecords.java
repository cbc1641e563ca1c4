package io.millrace.router;

import io.millrace.contracts.StreamRecord;
import io.millrace.runtime.RejectedRecord;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/// Puts in the place of a record where it goes.
final class RouteRecords
    extends ContextualFixedKeyProcessor<String, StreamRecord, Routing.Dispatch> {
  private final Router router;

  RouteRecords(Router router) {
    this.router = router;
  }

  @Override
  public void process(FixedKeyRecord<String, StreamRecord> record) {
    switch (router.route(record.value())) {
      case Routing.Dispatch dispatch -> context().forward(record.withValue(dispatch));
      case Routing.Unroutable(String reason) -> throw new RejectedRecord(reason);
    }
  }
}
