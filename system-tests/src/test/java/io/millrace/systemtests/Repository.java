package io.millrace.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The checkout that the tests run in.
final class Repository {

  private Repository() {}

  /// The folder of a pipeline that comes with Millrace.
  static Path pipeline(String name) {
    return root().resolve("pipelines").resolve(name);
  }

  /// A file by its path in the checkout.
  static Path file(String path) {
    return root().resolve(path);
  }

  /// Where shared data are, beside the checkout; they may not be there.
  static Path sharedData() {
    return root().resolveSibling("shared").resolve("data");
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("pipelines")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pipelines folder in or above " + here));
  }
}
