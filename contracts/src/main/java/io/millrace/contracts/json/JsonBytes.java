package io.millrace.contracts.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.Arrays;

/// UTF-8 text that grows: the tokens of JSON, each with the bytes that Jackson gives it.
final class JsonBytes {
  private static final int SMALLEST = 1_024;

  /// More than this is given back once it was used.
  private static final int LARGEST_KEPT = 1 << 20;

  /// Of the ASCII characters: 0 if they stand for themselves, else what follows the backslash.
  private static final byte[] ESCAPES = escapes();

  private static final byte UNICODE = 'u';
  private static final String HEX = "0123456789ABCDEF";

  private byte[] bytes = new byte[SMALLEST];
  private int size;

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    Arrays.fill(escapes, 0, ' ', UNICODE);
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }

  void clear() {
    size = 0;
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[SMALLEST];
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  void add(byte[] utf8) {
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /// A string, quoted.
  void addText(String text) {
    add('"');
    addEscaped(text);
    add('"');
  }

  /// A string that is one of few, quoted: how it is written is remembered.
  void addKnown(String text) {
    add(WrittenNames.quoted(text));
  }

  void addNumber(long number) {
    reserve(NumberText.LONGEST);
    size = NumberOutput.outputLong(number, bytes, size);
  }

  void addNumber(double number) {
    if (!Double.isFinite(number)) {
      addText(Double.toString(number));
      return;
    }
    reserve(NumberText.LONGEST);
    size = NumberText.write(number, bytes, size);
  }

  void addInstant(Instant time) {
    reserve(InstantText.USUAL_LENGTH + 2);
    int end = InstantText.write(time, bytes, size + 1);
    if (end < 0) {
      addText(time.toString());
      return;
    }
    bytes[size] = '"';
    bytes[end] = '"';
    size = end + 1;
  }

  /// As `Position.toString` has it, quoted.
  void addPosition(Position position) {
    add(WrittenNames.quoted(position.topic()));
    bytes[size - 1] = '-'; // in the place of the closing quote
    addNumber(position.partition());
    add('@');
    addNumber(position.offset());
    add('"');
  }

  private void addEscaped(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character >= ESCAPES.length || ESCAPES[character] != 0) {
        size += i;
        addUnusual(text, i);
        return;
      }
      bytes[size + i] = (byte) character;
    }
    size += length;
  }

  private void addUnusual(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      reserve("\\u0000".length());
      char character = text.charAt(i);
      if (character < ESCAPES.length) {
        addAscii(character);
      } else if (Character.isSurrogate(character)) {
        addHex(character);
      } else {
        addUtf8(character);
      }
    }
  }

  private void addAscii(char character) {
    byte escape = ESCAPES[character];
    if (escape == UNICODE) {
      addHex(character);
      return;
    }
    if (escape != 0) {
      bytes[size++] = '\\';
    }
    bytes[size++] = escape == 0 ? (byte) character : escape;
  }

  private void addUtf8(char character) {
    if (character < 0x800) {
      bytes[size++] = (byte) (0xC0 | (character >> 6));
    } else {
      bytes[size++] = (byte) (0xE0 | (character >> 12));
      bytes[size++] = (byte) (0x80 | (character >> 6 & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (character & 0x3F));
  }

  private void addHex(char character) {
    bytes[size++] = '\\';
    bytes[size++] = UNICODE;
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = (byte) HEX.charAt(character >> shift & 0xF);
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
