package io.millrace.contracts.definition;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How the pipeline's model learns from what really happened. All times are those of events.
///
/// @param model the shape of the models that are trained: their file, what they take and what they
///   give; that of the pipeline's model if it has one already
/// @param maturity how long after an event its truth is taken for known: who has not been reported
///   by then is taken for negative
/// @param span how far back a model learns, from the newest example
/// @param negatives the share of negatives that is kept, each standing for those that are not
/// @param blinding outcomes of the policy whose events never show their truth, such as a payment
///   that was declined: nothing is learned from them
/// @param holdBack the share of such events that is let through all the same, so that their truth
///   can show itself; each of them stands for those that were not
/// @param training when and how models are trained
/// @param promotion when a trained model takes over
/// @param evaluation on what the scores of what is in charge are judged
public record LearningDefinition(
    ModelDefinition model,
    Duration maturity,
    Duration span,
    double negatives,
    Set<String> blinding,
    double holdBack,
    Training training,
    Promotion promotion,
    Evaluation evaluation) {

  public LearningDefinition {
    blinding = Set.copyOf(blinding);
  }

  /// When and of what a model is trained, and how.
  ///
  /// @param examples so many at most, the newest
  public record Training(Triggers triggers, int examples, Boosting boosting) {
    public static final Training DEFAULT =
        new Training(Triggers.DEFAULT, 250_000, Boosting.DEFAULT);
  }

  /// When a model is trained.
  ///
  /// @param every after so long, if there are new examples
  /// @param positives so many positives must be in the span
  /// @param outcomes as soon as there are so many new positives
  /// @param drift as soon as the score's distribution has moved by so much (population stability
  ///   index); infinite for never
  /// @param drop as soon as the average precision of what is in charge is so much lower than it has
  ///   been; infinite for never
  public record Triggers(Duration every, int positives, int outcomes, double drift, double drop) {
    public static final Triggers DEFAULT =
        new Triggers(
            Duration.ofDays(7),
            100,
            Integer.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY);
  }

  /// How trees are boosted.
  ///
  /// @param trees how many at most: the newest examples say how many of them are kept
  /// @param learningRate the weight of each tree
  /// @param depth of a tree at most
  /// @param positiveWeight how much more a positive counts than a negative
  /// @param seed of the learner's random numbers
  public record Boosting(
      int trees, double learningRate, int depth, double positiveWeight, int seed) {
    public static final Boosting DEFAULT = new Boosting(200, 0.1, 4, 1, 42);
  }

  /// What a candidate must show before it takes over.
  ///
  /// @param shadow for how long it is asked beside the model in charge; afterwards it is watched
  ///   until what was decided in as long a time has matured
  /// @param margin how much better its average precision must be
  /// @param confidence how sure that must be, from 0.5 to below 1
  /// @param drift how far its scores may be from those of its training (population stability index)
  /// @param approval whether a person must say so too
  public record Promotion(
      Duration shadow, double margin, double confidence, double drift, boolean approval) {
    public static final Promotion DEFAULT = new Promotion(Duration.ofDays(7), 0, 0.9, 0.25, false);
  }

  /// How the scores by which events were decided are held against what really happened.
  ///
  /// @param window over the examples of so long, at least a day and no longer than the span
  /// @param segments features with few values, each of which is looked at by itself too
  public record Evaluation(Duration window, List<String> segments) {
    public static final Evaluation DEFAULT = new Evaluation(Duration.ofDays(7), List.of());

    public Evaluation {
      segments = List.copyOf(segments);
    }
  }
}
