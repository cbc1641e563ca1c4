package io.millrace.contracts.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A name as it is read: those of fields, features, entities and topics are few, and come with
/// every record.
///
/// Any thread may write to the table: a name never changes, and one that another thread does not
/// see yet, or that gave way to one of the same place, is made anew.
final class KnownName {
  /// No longer name is remembered.
  static final int LONGEST = 100;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int PLACES = 1_024;
  private static final int TRIES = 4;
  private static final KnownName[] NAMES = new KnownName[PLACES];

  private final ExpectedName after = new ExpectedName();
  private final ExpectedName under = new ExpectedName();
  private final byte[] ascii;
  private final String text;

  /// The first eight bytes, or all of them, and which bits of a word they are.
  private final long head;

  private final long headBits;

  private KnownName(byte[] ascii) {
    this.ascii = ascii;
    this.text = new String(ascii, StandardCharsets.ISO_8859_1).intern();
    this.head = (long) WORDS.get(Arrays.copyOf(ascii, Math.max(ascii.length, Long.BYTES)), 0);
    this.headBits = ascii.length < Long.BYTES ? (1L << (Byte.SIZE * ascii.length)) - 1 : -1;
  }

  /// The name that stands in `json[from, to)`, in ASCII.
  static KnownName of(byte[] json, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + json[i];
    }
    int first = (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
    int place = first;
    for (int i = 0; i < TRIES; i++) {
      KnownName name = NAMES[place];
      if (name == null) {
        return remember(json, from, to, place);
      }
      if (name.length() == to - from && name.isAt(json, from)) {
        return name;
      }
      place = place + 1 & PLACES - 1;
    }
    return remember(json, from, to, first);
  }

  private static KnownName remember(byte[] json, int from, int to, int place) {
    KnownName name = new KnownName(Arrays.copyOfRange(json, from, to));
    if (to - from <= LONGEST) {
      NAMES[place] = name;
    }
    return name;
  }

  String text() {
    return text;
  }

  int length() {
    return ascii.length;
  }

  /// What came after it the last times.
  ExpectedName after() {
    return after;
  }

  /// The names that came last as the value of the field of this name.
  ExpectedName under() {
    return under;
  }

  /// Whether this name stands at `json[at]`, and has `end` behind it.
  boolean isAt(byte[] json, int at, char end) {
    return isAt(json, at) && json[at + ascii.length] == end;
  }

  /// Whether this name stands at `json[at]`, and is all or the beginning of what does.
  private boolean isAt(byte[] json, int at) {
    int length = ascii.length;
    if (json.length - at < Math.max(length, Long.BYTES)) {
      return json.length - at >= length && Arrays.equals(json, at, at + length, ascii, 0, length);
    }
    if (((long) WORDS.get(json, at) & headBits) != head) {
      return false;
    }
    for (int i = Long.BYTES; i < length; i += Long.BYTES) {
      int word = Math.min(i, length - Long.BYTES);
      if ((long) WORDS.get(json, at + word) != (long) WORDS.get(ascii, word)) {
        return false;
      }
    }
    return true;
  }
}
