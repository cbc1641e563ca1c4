package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A copy of the folder of card-fraud that learns otherwise.
final class LearningCopy {

  private LearningCopy() {}

  /// Writes the copy and returns its folder.
  ///
  /// @param learning takes the place of the section
  /// @param without files that are left out
  static Path write(Path original, Path copy, String learning, Set<String> without) {
    try {
      Files.createDirectories(copy);
      for (Map.Entry<String, byte[]> file : PipelineOption.files(original).entrySet()) {
        Files.deleteIfExists(copy.resolve(file.getKey()));
        if (!without.contains(file.getKey())) {
          Files.write(copy.resolve(file.getKey()), file.getValue());
        }
      }
      Path definition = copy.resolve("pipeline.yaml");
      String text = Files.readString(definition);
      String before = text.substring(0, text.indexOf("\nlearning:") + 1);
      String after = text.substring(text.indexOf("\nduplicates:"));
      Files.writeString(definition, before + learning + after);
      return copy;
    } catch (IOException e) {
      throw new CommandFailure("cannot copy %s: %s".formatted(original, e.getMessage()), e);
    }
  }
}
