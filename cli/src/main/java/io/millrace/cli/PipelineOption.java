package io.millrace.cli;

import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseFiles;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/// `--pipeline DIR`, for commands that need one.
@SuppressWarnings("NullAway.Init") // picocli requires the option
public final class PipelineOption {

  @Option(
      names = "--pipeline",
      paramLabel = "DIR",
      required = true,
      description = "The pipeline folder, such as pipelines/card-fraud.")
  private Path folder;

  public Path folder() {
    return folder;
  }

  /// The pipeline; throws [CommandFailure] with what is wrong with it.
  public PipelineDefinition read() {
    return read(folder);
  }

  /// Reads a pipeline folder; throws [CommandFailure] with the first thing that is wrong with it.
  public static PipelineDefinition read(Path folder) {
    try {
      return new PipelineReader().read(folder);
    } catch (InvalidPipeline e) {
      int more = e.findings().size() - 1;
      throw new CommandFailure(
          "%s: %s%s"
              .formatted(
                  folder,
                  e.findings().getFirst(),
                  more == 0 ? "" : " (and %d more: millrace validate %s)".formatted(more, folder)),
          e);
    }
  }

  /// The files of a pipeline's folder, by name; throws [CommandFailure] if they cannot be read, or
  /// are too large for a release.
  public static Map<String, byte[]> files(Path folder) {
    try {
      return ReleaseFiles.read(folder);
    } catch (InvalidRelease e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
