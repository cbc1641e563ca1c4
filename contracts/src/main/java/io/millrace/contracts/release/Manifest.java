package io.millrace.contracts.release;

import java.util.List;
import java.util.stream.Collectors;

/// What a release is made of: an immutable, numbered snapshot of a pipeline's folder.
///
/// @param release its number, from 1
/// @param note what whoever published it says of it; empty for nothing
/// @param files all files of the folder
public record Manifest(int release, String note, List<Artifact> files) {

  /// What a release may hold at most.
  public static final long MAX_BYTES = 100L << 20;

  public Manifest {
    files = List.copyOf(files);
    if (release < 1) {
      throw new IllegalArgumentException("a release's number is 1 or more, not " + release);
    }
    if (files.stream().map(Artifact::name).collect(Collectors.toSet()).size() < files.size()) {
      throw new IllegalArgumentException("a file is named twice: " + files);
    }
    if (bytes(files) > MAX_BYTES) {
      throw new IllegalArgumentException(
          "release %d has %d MB: a release may have at most %d MB"
              .formatted(release, bytes(files) >> 20, MAX_BYTES >> 20));
    }
  }

  /// The size of all files.
  public long bytes() {
    return bytes(files);
  }

  private static long bytes(List<Artifact> files) {
    return files.stream().mapToLong(Artifact::bytes).sum();
  }
}
