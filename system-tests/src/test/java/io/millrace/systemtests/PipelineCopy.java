package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A copy of a pipeline's folder, to be changed by a test.
record PipelineCopy(Path folder) {

  /// Copies a pipeline that comes with Millrace.
  static PipelineCopy of(Path original, Path copy) throws IOException {
    Files.createDirectories(copy);
    for (Map.Entry<String, byte[]> file : files(original).entrySet()) {
      Files.write(copy.resolve(file.getKey()), file.getValue());
    }
    return new PipelineCopy(copy);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /// Replaces a text that must be there in `pipeline.yaml`.
  void edit(String from, String to) throws IOException {
    String text = Files.readString(file("pipeline.yaml"));
    assertThat(text).contains(from);
    Files.writeString(file("pipeline.yaml"), text.replace(from, to));
  }

  /// Replaces bytes that must be there in the model by as many others.
  void patchModel(String from, String to) throws IOException {
    String model = model();
    assertThat(model).contains(from);
    write(model.replace(from, to));
  }

  /// The model's bytes, each as a character.
  String model() throws IOException {
    return Files.readString(file("model.onnx"), StandardCharsets.ISO_8859_1);
  }

  void write(String model) throws IOException {
    Files.writeString(file("model.onnx"), model, StandardCharsets.ISO_8859_1);
  }

  /// Its files by name.
  Map<String, byte[]> files() throws IOException {
    return files(folder);
  }

  static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
