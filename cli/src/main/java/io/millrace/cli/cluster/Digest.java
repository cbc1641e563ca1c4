package io.millrace.cli.cluster;

import io.millrace.contracts.release.Sha256;
import java.nio.ByteBuffer;

/// Stands for bytes that are too many to keep: the first half of their SHA-256.
record Digest(long high, long low) {

  static Digest of(byte[] bytes) {
    ByteBuffer digest = ByteBuffer.wrap(Sha256.newDigest().digest(bytes));
    return new Digest(digest.getLong(), digest.getLong());
  }
}
