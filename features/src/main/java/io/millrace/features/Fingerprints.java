package io.millrace.features;

/// A few bits of each of some ids: enough to say of nearly every other id that it is none of them.
final class Fingerprints {
  static final Fingerprints NONE = new Fingerprints(new byte[0]);

  private static final int BYTES = Short.BYTES;

  final byte[] bytes;

  Fingerprints(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Of ids with these hash codes.
  static Fingerprints of(int[] hashCodes) {
    if (hashCodes.length == 0) {
      return NONE;
    }
    byte[] bytes = new byte[hashCodes.length * BYTES];
    for (int i = 0; i < hashCodes.length; i++) {
      short print = of(hashCodes[i]);
      bytes[i * BYTES] = (byte) (print >> Byte.SIZE);
      bytes[i * BYTES + 1] = (byte) print;
    }
    return new Fingerprints(bytes);
  }

  /// Whether an id may be among those whose fingerprints stand in a range.
  static boolean mayHave(byte[] bytes, int from, int to, String id) {
    short print = of(id.hashCode());
    byte high = (byte) (print >> Byte.SIZE);
    byte low = (byte) print;
    for (int at = from; at < to; at += BYTES) {
      if (bytes[at] == high && bytes[at + 1] == low) {
        return true;
      }
    }
    return false;
  }

  private static short of(int hashCode) {
    return (short) (hashCode ^ (hashCode >>> Short.SIZE));
  }
}
