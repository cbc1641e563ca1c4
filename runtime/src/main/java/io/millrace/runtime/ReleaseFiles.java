package io.millrace.runtime;

import io.millrace.contracts.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of a pipeline's folder, by name: all but hidden ones.
public final class ReleaseFiles {

  private ReleaseFiles() {}

  /// Reads them; throws [InvalidRelease] if they cannot be read, or are too large for a release.
  public static Map<String, byte[]> read(Path folder) throws InvalidRelease {
    try {
      List<Path> files = files(folder);
      requireSize(folder, files);
      Map<String, byte[]> read = new TreeMap<>();
      for (Path file : files) {
        String name =
            folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        read.put(name, Files.readAllBytes(file));
      }
      return read;
    } catch (IOException e) {
      throw new InvalidRelease("%s cannot be read (%s)".formatted(folder, e), e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> !isHidden(folder, file)).toList();
    }
  }

  private static boolean isHidden(Path folder, Path file) {
    for (Path name : folder.relativize(file)) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static void requireSize(Path folder, List<Path> files)
      throws IOException, InvalidRelease {
    long bytes = 0;
    Path largest = folder;
    long most = -1;
    for (Path file : files) {
      long size = Files.size(file);
      bytes += size;
      if (size > most) {
        most = size;
        largest = file;
      }
    }
    if (bytes > Manifest.MAX_BYTES) {
      throw new InvalidRelease(
          ("%s has %d MB, %s alone %d MB: a release may have at most %d MB. "
                  + "Make it smaller, or move what the pipeline does not need out of the folder")
              .formatted(
                  folder,
                  bytes >> 20,
                  largest.getFileName(),
                  most >> 20,
                  Manifest.MAX_BYTES >> 20));
    }
  }
}
