package io.millrace.ingestion;

/// Ends the reading of a record that cannot be used; the message is the reason its producer gets.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
