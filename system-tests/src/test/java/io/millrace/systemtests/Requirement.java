package io.millrace.systemtests;

import org.junit.jupiter.api.Assumptions;

/// What a test needs and a machine may lack.
final class Requirement {

  private Requirement() {}

  /// Skips the test if something is not there, and says so in the log.
  ///
  /// @param otherwise what is lacking, such as `kcat is not installed`
  static void require(boolean there, String otherwise) {
    if (!there) {
      System.out.println("skipped: " + otherwise);
    }
    Assumptions.assumeTrue(there, "skipped: " + otherwise);
  }
}
