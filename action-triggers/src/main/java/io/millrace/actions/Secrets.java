package io.millrace.actions;

import io.millrace.runtime.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The secrets of action-triggers: each stands in the environment, or in a file that `NAME_FILE`
/// names there, as Docker and Kubernetes mount them. No message shows one.
final class Secrets {
  private final Map<String, String> environment;

  Secrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The key of the environment that names the file of a secret.
  static String fileKey(String name) {
    return name + "_FILE";
  }

  /// A secret, absent where neither it nor its file is set; of a file all but the line break at its
  /// end.
  ///
  /// Throws [InvalidConfiguration] when both are set, or the file gives none.
  Optional<String> find(String name) {
    String value = environment.get(name);
    String file = environment.get(fileKey(name));
    if (value != null && file != null) {
      throw new InvalidConfiguration(
          "%s and %s are both set: keep one of them".formatted(name, fileKey(name)));
    }
    return file == null ? Optional.ofNullable(value) : Optional.of(read(fileKey(name), file));
  }

  private static String read(String key, String file) {
    try {
      String secret = Files.readString(Path.of(file)).replaceFirst("\r?\n\\z", "");
      if (secret.isBlank()) {
        throw new InvalidConfiguration(
            "%s is '%s', but that file is empty: write the secret into it".formatted(key, file));
      }
      return secret;
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new InvalidConfiguration(
          "%s is '%s', but there is no such file: mount the secret there, or correct the path"
              .formatted(key, file));
    } catch (IOException e) {
      throw new InvalidConfiguration(
          "%s is '%s', but that cannot be read (%s): make it a file of UTF-8 text that %s may read"
              .formatted(key, file, e.getClass().getSimpleName(), ActionService.NAME));
    }
  }
}
