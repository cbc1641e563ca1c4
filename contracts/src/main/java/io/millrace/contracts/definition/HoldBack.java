package io.millrace.contracts.definition;

import io.millrace.contracts.release.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/// Which events are let through although a rule decides an outcome that keeps their truth from
/// showing itself.
///
/// They are chosen by a digest of the event's id: the same ones whoever asks, more of them as the
/// share grows, and whatever else is chosen by the id, such as the negatives that are learned from,
/// is independent of it. A checksum would not do: those of an id with and without something before
/// it differ by a constant.
///
/// @param blinding the outcomes, such as `DECLINE`
/// @param share of their events, from 0 for none to 1
public record HoldBack(Set<String> blinding, double share) {
  /// Nothing is let through.
  public static final HoldBack NONE = new HoldBack(Set.of(), 0);

  private static final byte[] SALT = "hold back ".getBytes(StandardCharsets.UTF_8);

  public HoldBack {
    blinding = Set.copyOf(blinding);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("%s is no share of events: use 0 to 1".formatted(share));
    }
  }

  /// Whether there can be such an event.
  public boolean isPossible() {
    return share > 0 && !blinding.isEmpty();
  }

  /// Whether an event is let through that a rule gives an outcome.
  public boolean letsThrough(String outcome, String eventId) {
    return share > 0 && blinding.contains(outcome) && isChosen(eventId);
  }

  private boolean isChosen(String eventId) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(SALT);
    byte[] hash = digest.digest(eventId.getBytes(StandardCharsets.UTF_8));
    return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) < share * 0x1p32;
  }
}
