package io.millrace.actions;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.contracts.release.Sha256;
import org.jspecify.annotations.Nullable;

/// What the ledger knows of an idempotency key.
///
/// @param place where the action's record stands that came first, or was published again last
/// @param bodyDigest the digest of its body
/// @param result what came of the action, absent as long as it is in the outbox
record LedgerEntry(long place, String bodyDigest, @Nullable ActionResult result) {

  static LedgerEntry of(OutboxEntry entry, @Nullable ActionResult result) {
    return new LedgerEntry(entry.place(), digest(entry), result);
  }

  /// Whether an entry of the outbox with the key has no result, and no other record its place.
  boolean isOpen(OutboxEntry entry) {
    return place == entry.place() && result == null;
  }

  /// Whether a later record with the key takes the place of this one, if it was published again: an
  /// action that has failed is tried again, any other is not.
  boolean yieldsTo(OutboxEntry later) {
    return place < later.place() && result != null && result.status() == Status.FAILED;
  }

  /// Whether another record with the key asks for the same.
  boolean isOf(OutboxEntry other) {
    return bodyDigest.equals(digest(other));
  }

  private static String digest(OutboxEntry entry) {
    return Sha256.of(entry.action().body().bytes());
  }
}
