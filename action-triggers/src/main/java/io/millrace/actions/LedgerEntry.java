package io.millrace.actions;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.release.Sha256;
import org.jspecify.annotations.Nullable;

/// What the ledger knows of an idempotency key.
///
/// @param place where the action's record stands that came first
/// @param bodyDigest the digest of its body
/// @param result what came of the action, absent as long as it is in the outbox
record LedgerEntry(long place, String bodyDigest, @Nullable ActionResult result) {

  static LedgerEntry of(OutboxEntry entry, @Nullable ActionResult result) {
    return new LedgerEntry(entry.place(), digest(entry), result);
  }

  /// Whether another record with the key asks for the same.
  boolean isOf(OutboxEntry other) {
    return bodyDigest.equals(digest(other));
  }

  private static String digest(OutboxEntry entry) {
    return Sha256.of(entry.action().body().bytes());
  }
}
