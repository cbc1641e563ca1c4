package io.millrace.cli.cluster;

import java.nio.file.Path;

/// Where the pipelines that come with Millrace are: beside the `lib` folder of the distribution.
public final class PipelineFolder {
  private static final String HOME = "millrace.home";

  private PipelineFolder() {}

  /// The folder of a pipeline that comes with Millrace.
  public static Path shipped(String pipeline) {
    return Path.of(System.getProperty(HOME, ".")).resolve("pipelines").resolve(pipeline);
  }
}
