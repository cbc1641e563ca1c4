package io.millrace.ingestion;

/// How large a record may be.
record SizeLimit(int maxBytes) {

  void require(byte[] json) throws Refused {
    if (json.length > maxBytes) {
      throw new Refused(
          "the record has %,d bytes: write at most %,d".formatted(json.length, maxBytes));
    }
  }
}
