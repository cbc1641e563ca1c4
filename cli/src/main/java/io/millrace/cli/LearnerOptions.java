package io.millrace.cli;

import io.millrace.trainer.XgboostParameters;
import picocli.CommandLine.Option;

/// How the learner learns.
final class LearnerOptions {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

  @Option(
      names = "--trees",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many trees" + DEFAULT)
  private int trees;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "3",
      description = "How deep they may be" + DEFAULT)
  private int depth;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.1",
      description = "The weight of each tree" + DEFAULT)
  private double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "The same seed and rows make the same model" + DEFAULT)
  private int seed;

  /// Throws `IllegalArgumentException` on values that the learner cannot take.
  XgboostParameters parameters() {
    return new XgboostParameters(trees, learningRate, depth, seed);
  }
}
