package io.millrace.runtime;

import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Manifest;
import io.millrace.contracts.release.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// Brings releases back to what they were made of: folders on the disk.
final class ReleaseFolder {
  private final Path root;

  /// @param root where the folders go; what an earlier run left there is removed
  ReleaseFolder(Path root) {
    this.root = root;
    remove(root);
  }

  /// The pipeline of a release.
  ///
  /// @param values the records of the topic `releases`, by offset
  PipelineDefinition read(Manifest manifest, ReleaseLog log, LongFunction<byte[]> values)
      throws InvalidRelease {
    Path folder = bringBack(manifest, log, values);
    try {
      return new PipelineReader().read(folder);
    } catch (InvalidPipeline e) {
      throw new InvalidRelease(
          "release %d is no valid pipeline: %s".formatted(manifest.release(), e.getMessage()), e);
    }
  }

  /// The files of a release, by name.
  ///
  /// @param values the records of the topic `releases`, by offset
  Map<String, byte[]> files(Manifest manifest, ReleaseLog log, LongFunction<byte[]> values)
      throws InvalidRelease {
    return ReleaseFiles.read(bringBack(manifest, log, values));
  }

  private Path bringBack(Manifest manifest, ReleaseLog log, LongFunction<byte[]> values)
      throws InvalidRelease {
    Path folder = of(manifest.release());
    remove(folder);
    for (Artifact file : manifest.files()) {
      List<Long> offsets =
          log.offsets(file)
              .orElseThrow(() ->
                  new InvalidRelease(
                      "%s of release %d is not on the topic: publish the folder again"
                          .formatted(file.name(), manifest.release())));
      write(folder.resolve(file.name()), file, manifest.release(), offsets, values);
    }
    return folder;
  }

  private static void write(
      Path path, Artifact file, int release, List<Long> offsets, LongFunction<byte[]> values)
      throws InvalidRelease {
    MessageDigest digest = Sha256.newDigest();
    long bytes = 0;
    try {
      Files.createDirectories(path.getParent());
      try (OutputStream out = Files.newOutputStream(path)) {
        for (long offset : offsets) {
          byte[] piece = values.apply(offset);
          bytes += piece.length;
          digest.update(piece);
          out.write(piece);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "release %d cannot be kept on the disk: %s".formatted(release, e), e);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (bytes != file.bytes() || !found.equals(file.sha256())) {
      throw new InvalidRelease(
          ("%s of release %d is damaged on the topic: its manifest says %d bytes with sha256 %s, but"
                  + " there are %d with %s. Publish the folder again")
              .formatted(file.name(), release, file.bytes(), file.sha256(), bytes, found));
    }
  }

  /// Where the files of a release go.
  Path of(int release) {
    return root.resolve(Integer.toString(release));
  }

  private static void remove(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an old release cannot be removed", e);
    }
  }
}
