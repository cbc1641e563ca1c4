package io.millrace.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where the broker and the services of a test keep their data: in the build's folder, where they
/// can be looked at after a failure.
final class RunFolder {

  private RunFolder() {}

  /// The folder of a test, without what an earlier run has left there.
  static Path empty(Class<?> test) throws IOException {
    Path folder = Path.of("target", "runs", test.getSimpleName()).toAbsolutePath();
    if (Files.exists(folder)) {
      delete(folder);
    }
    return Files.createDirectories(folder);
  }

  /// Deletes a folder and what is in it.
  static void delete(Path folder) throws IOException {
    for (Path path : contents(folder)) {
      Files.delete(path);
    }
  }

  private static List<Path> contents(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
