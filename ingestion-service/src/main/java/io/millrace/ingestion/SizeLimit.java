package io.millrace.ingestion;

import java.util.Locale;

/// How large a record may be.
record SizeLimit(int maxBytes) {

  void require(byte[] json) throws Refused {
    if (json.length > maxBytes) {
      throw new Refused(
          String.format(
              Locale.ROOT, "the record has %,d bytes: write at most %,d", json.length, maxBytes));
    }
  }
}
