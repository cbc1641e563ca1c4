package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The files of a pipeline: all of them in one folder, so that the folder can be moved, copied and
/// released as a whole.
record PipelineFolder(Path path, Findings findings) {

  PipelineFolder {
    path = path.toAbsolutePath().normalize();
  }

  /// The text of `pipeline.yaml`.
  Optional<String> pipelineText() {
    Path file = path.resolve(Findings.PIPELINE);
    if (!Files.isDirectory(path)) {
      findings.add(0, "there is no folder " + path, "name a pipeline folder");
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      findings.add(0, "there is no such file in " + path, "create it, or name another folder");
      return Optional.empty();
    }
    return text(Findings.PIPELINE, file);
  }

  /// The file that a key names, if it is there.
  Optional<Path> file(String key, Scalar name) {
    Optional<Path> file = inside(name.text());
    if (file.isEmpty()) {
      findings.add(
          name.line(),
          "%s '%s' is no file of the pipeline folder".formatted(key, name.text()),
          "put the file into the folder and write its name alone");
    } else if (!Files.isRegularFile(file.get())) {
      findings.add(
          name.line(),
          "%s '%s': there is no such file in %s".formatted(key, name.text(), path),
          "put it there, or correct the name");
      return Optional.empty();
    }
    return file;
  }

  /// The file that a key names, whether it is there yet or not.
  Optional<Path> fileToCome(String key, Scalar name) {
    Optional<Path> file = inside(name.text());
    return file.filter(Files::notExists).isPresent() ? file : file(key, name);
  }

  /// A file's text in UTF-8.
  Optional<String> text(String name, Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      findings.add(name, 0, "the file is not in UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      findings.add(name, 0, "the file cannot be read (%s)".formatted(e), "check its permissions");
    }
    return Optional.empty();
  }

  private Optional<Path> inside(String name) {
    try {
      Path file = path.resolve(name).normalize();
      return file.startsWith(path) && !Path.of(name).isAbsolute()
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
