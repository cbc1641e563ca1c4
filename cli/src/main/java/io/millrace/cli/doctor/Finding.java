package io.millrace.cli.doctor;

/// What was found where something was looked at.
///
/// @param subject what was looked at, such as `disk` or `topics`
/// @param says what was found, and the remedy if it is not well
@SuppressWarnings("AnnotateFormatMethod") // that would need a dependency
record Finding(Status status, String subject, String says) {

  /// How it is.
  enum Status {
    OK,
    /// It runs, but not as it should.
    WARNING,
    /// It does not run, or loses something.
    FAILED
  }

  static Finding ok(String subject, String says, Object... values) {
    return new Finding(Status.OK, subject, says.formatted(values));
  }

  static Finding warning(String subject, String says, Object... values) {
    return new Finding(Status.WARNING, subject, says.formatted(values));
  }

  static Finding failed(String subject, String says, Object... values) {
    return new Finding(Status.FAILED, subject, says.formatted(values));
  }
}
