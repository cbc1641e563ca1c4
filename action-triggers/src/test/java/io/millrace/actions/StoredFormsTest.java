package io.millrace.actions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.runtime.VersionedSerde;
import java.util.Base64;
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
    OutboxEntry ofARelease = new OutboxEntry(18, 1, new RecordHeaders(), TestPipeline.hold("8"), 0);

    assertThat(reread(new OutboxEntrySerde(), ENTRY)).isEqualTo(ENTRY);
    assertThat(reread(new OutboxEntrySerde(), ofARelease)).isEqualTo(ofARelease);
  }

  /// As it was stored before actions named their release.
  @Test
  void readsAnEntryOfTheOutboxThatWasStoredBefore() {
    byte[] stored =
        Base64.getDecoder()
            .decode(
                "AQAAAAAAAAARAAABYK8EkAAAAAADAAAAAgAAAAVjZV9pZAAAAAc3OmJsb2NrAAAABWVtcHR5/////wAAAJp7"
                    + "ImV2ZW50X2lkIjoiNyIsImFjdGlvbiI6ImJsb2NrIiwib3V0Y29tZSI6IkRFQ0xJTkUiLCJ3ZWJob29rIj"
                    + "oiJHtCTE9DS19VUkx9L2Jsb2NrP2tleT0ke0JMT0NLX0tFWX0iLCJib2R5Ijp7ImRlY2lzaW9uIjp7Im91"
                    + "dGNvbWUiOiJERUNMSU5FIn0sImV2ZW50Ijp7fX19");

    assertThat(new OutboxEntrySerde().deserializer().deserialize("outbox", stored))
        .isEqualTo(ENTRY);
    assertThat(new OutboxEntrySerde().serializer().serialize("outbox", ENTRY)).isEqualTo(stored);
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
