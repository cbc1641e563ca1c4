package io.millrace.systemtests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  /// Skips the test if a command is not on the path.
  static void requireCommand(String command) {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    require(there, command + " is not installed");
  }
}
