package io.millrace.cli.deadletters;

import io.millrace.contracts.PipelineTopics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options that choose dead letters.
final class FilterOptions {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only those whose reason contains this text, in letters of either case.")
  private @Nullable String reason;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "Only those that this service gave up, such as action-triggers.")
  private @Nullable String stage;

  @Option(
      names = "--source",
      paramLabel = "TOPIC",
      description = "Only those of records from this topic, such as raw.")
  private @Nullable String source;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Only those whose record arrived then or later, such as 2026-11-22T10:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Only those whose record arrived before this time.")
  private @Nullable Instant to;

  /// Throws `ParameterException` if they contradict each other.
  ///
  /// @param pipeline the pipeline's name
  LetterFilter filter(CommandSpec spec, String pipeline) {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new ParameterException(
          spec.commandLine(), "--to %s is not after --from %s".formatted(to, from));
    }
    String topic = source == null ? null : topic(pipeline, source);
    return new LetterFilter(reason, stage, topic, from, to);
  }

  private static String topic(String pipeline, String name) {
    return name.startsWith(pipeline + ".") ? name : PipelineTopics.name(pipeline, name);
  }
}
