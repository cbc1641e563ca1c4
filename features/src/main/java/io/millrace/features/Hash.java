package io.millrace.features;

import java.nio.charset.StandardCharsets;

/// A hash of 64 bits, wide enough to stand for a text: of a thousand different texts two are alike
/// once in 10^13 times.
///
/// FNV-1a (Fowler, Noll, Vo), its bits then mixed as in the finish of MurmurHash3 (Appleby).
final class Hash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Hash() {}

  static long of(String text) {
    long hash = FNV_OFFSET;
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (unit & 0xFF)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
