package io.millrace.systemtests;

import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// The pipeline on published card transactions, where they are beside the checkout.
class HandbookIT {
  private static final int ROWS = 5_000;

  @Test
  void decidesEachPublishedTransactionOnce() throws Exception {
    Path file =
        Repository.sharedData().resolve("handbook/transactions-2018-04-01_2018-08-14.csv.gz");
    Requirement.require(Files.exists(file), "data not here (%s)".formatted(file));

    try (LocalRun run = LocalRun.withBroker(RunFolder.empty(getClass()));
        History history = History.open(file, run.definition(), Map.of(), null)) {
      Iterator<PastEvent> rows =
          StreamSupport.stream(Spliterators.spliteratorUnknownSize(history, 0), false)
              .limit(ROWS)
              .iterator();
      run.decideEachOnce(rows);
    }
  }
}
