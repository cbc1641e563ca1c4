package io.millrace.ingestion;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What makes bytes a text in UTF-8, more strictly than JSON parsers ask.
///
/// A parser guesses other encodings and skips a byte order mark; the bytes would then break the
/// record that they are embedded in.
final class Utf8Text {

  private Utf8Text() {}

  static void require(byte[] bytes) throws Refused {
    int all = 0;
    for (byte b : bytes) {
      if (b == 0) {
        throw new Refused("the record holds a zero byte: write JSON in UTF-8, not UTF-16");
      }
      all |= b;
    }
    if (all < 0) {
      requireWellFormed(bytes);
    }
  }

  /// Whether half of a surrogate pair stands alone in a text, which then has no form in UTF-8.
  static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.codePointAt(text, i) == c) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static void requireWellFormed(byte[] bytes) throws Refused {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      throw new Refused("the record begins with a byte order mark: write UTF-8 without one");
    }
    ByteBuffer read = ByteBuffer.wrap(bytes);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(read);
    } catch (CharacterCodingException e) {
      throw new Refused(
          "the record is not UTF-8 from byte %d on: write JSON in UTF-8"
              .formatted(read.position() + 1));
    }
  }
}
