package io.millrace.cli;

import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The pipeline that tests of commands use, and tables for it.
public final class Cards {
  public static final Path FOLDER = Path.of("src/test/resources/cards");

  private Cards() {}

  public static PipelineDefinition pipeline() {
    return PipelineOption.read(FOLDER);
  }

  public static Path table(Path folder, String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
