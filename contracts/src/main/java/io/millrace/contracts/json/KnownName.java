package io.millrace.contracts.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A name as it is read: those of fields, features, entities and topics are few, come with every
/// record, and in the order of the record before.
///
/// Any thread may write to the table and to what comes next: names never change, and one that
/// another thread does not see yet, or that gave way to one of the same place, is made anew.
final class KnownName {
  /// What comes before the first name of a record, and is no name.
  static final KnownName START = new KnownName(new byte[0]);

  private static final int PLACES = 1_024;
  private static final int TRIES = 4;
  private static final int LONGEST = 100;
  private static final KnownName[] NAMES = new KnownName[PLACES];

  private final byte[] ascii;
  private final String text;
  private @Nullable KnownName next;

  private KnownName(byte[] ascii) {
    this.ascii = ascii;
    this.text = new String(ascii, StandardCharsets.ISO_8859_1).intern();
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

  boolean isAt(byte[] json, int at) {
    int end = at + ascii.length;
    return end <= json.length && Arrays.equals(json, at, end, ascii, 0, ascii.length);
  }

  /// The name that came after this one the last time; itself, if none did.
  KnownName next() {
    KnownName known = next;
    return known == null ? this : known;
  }

  /// Notes that a name came after this one, and returns it.
  KnownName followedBy(KnownName name) {
    if (name.length() <= LONGEST) {
      next = name;
    }
    return name;
  }
}
