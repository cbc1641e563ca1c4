package io.millrace.contracts.release;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests as manifests and model cards write them: SHA-256 in lower-case hex.
public final class Sha256 {

  private Sha256() {}

  /// The digest of some bytes.
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  /// A digest that is fed piece by piece; its result is written by [HexFormat].
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
