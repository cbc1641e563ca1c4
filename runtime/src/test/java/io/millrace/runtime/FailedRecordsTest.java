package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class FailedRecordsTest {
  private static final ErrorHandlerContext TICK =
      new DefaultErrorHandlerContext(
          null,
          null,
          -1,
          -1,
          new RecordHeaders(),
          "predict-events",
          new TaskId(0, 0),
          1_000,
          null,
          null);

  @Test
  void failsWhereThereIsNoRecordToReject() {
    FailedRecords handler = new FailedRecords();

    Result result = handler.handleError(TICK, null, new RejectedRecord("no release 99")).result();

    assertThat(result).isEqualTo(Result.FAIL);
  }
}
