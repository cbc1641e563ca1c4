package io.millrace.contracts.json;

/// How names are written: those of fields, features, entities and topics are few, and written with
/// every record.
///
/// Any thread may write to the table: an entry never changes, and one that another thread does not
/// see yet, or that gave way to one of the same place, is made anew.
final class WrittenNames {
  private static final int PLACES = 1_024;
  private static final int TRIES = 4;
  private static final int LONGEST = 100;
  private static final Name[] NAMES = new Name[PLACES];

  private record Name(String text, @SuppressWarnings("ArrayRecordComponent") byte[] quoted) {}

  private WrittenNames() {}

  /// The name as a JSON string, quoted: to be read only.
  static byte[] quoted(String text) {
    int hash = text.hashCode();
    int first = (hash ^ hash >>> 10 ^ hash >>> 20) & PLACES - 1;
    int place = first;
    for (int i = 0; i < TRIES; i++) {
      Name name = NAMES[place];
      if (name == null) {
        return remember(text, place);
      }
      if (name.text.equals(text)) {
        return name.quoted;
      }
      place = place + 1 & PLACES - 1;
    }
    return remember(text, first);
  }

  private static byte[] remember(String text, int place) {
    JsonBytes bytes = new JsonBytes();
    bytes.addText(text);
    byte[] quoted = bytes.toByteArray();
    if (text.length() <= LONGEST) {
      NAMES[place] = new Name(text, quoted);
    }
    return quoted;
  }
}
