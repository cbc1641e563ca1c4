package io.millrace.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.runtime.VersionedSerde;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/// How the outbox and the ledger lie in their stores.
class StoredFormsTest {
  private static final OutboxEntry ENTRY =
      new OutboxEntry(
          17,
          1_514_764_800_000L,
          new RecordHeaders().add("ce_id", "7:block".getBytes(UTF_8)).add("empty", null),
          TestPipeline.block("7"),
          3);

  @Test
  void entryOfTheOutboxComesBackWithItsHeaders() {
    assertThat(reread(new OutboxEntrySerde(), ENTRY)).isEqualTo(ENTRY);
  }

  @Test
  void entryOfTheLedgerComesBackWithAndWithoutAResult() {
    ActionResult result = new ActionResult("7", "block", Status.FAILED, 20, "HTTP 503");
    for (LedgerEntry entry :
        new LedgerEntry[] {LedgerEntry.of(ENTRY, null), LedgerEntry.of(ENTRY, result)}) {
      assertThat(reread(new LedgerEntrySerde(), entry)).isEqualTo(entry);
    }
  }

  @Test
  void otherVersionsAreRefused() {
    byte[] bytes =
        new LedgerEntrySerde().serializer().serialize("ledger", LedgerEntry.of(ENTRY, null));
    bytes[0] = 9;

    assertThatThrownBy(() -> new LedgerEntrySerde().deserializer().deserialize("ledger", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("version 9");
  }

  private static <T> T reread(VersionedSerde<T> serde, T value) {
    return serde.deserializer().deserialize("x", serde.serializer().serialize("x", value));
  }
}
