package io.millrace.trainer.evaluation;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Example;
import io.millrace.contracts.FeatureValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes judgements of examples.
final class Judging {
  private static final int LONGEST_TEXT = 64;

  /// Features with more values than this are no segments, and are not worth the memory.
  private static final int MOST_REMEMBERED = 1_000;

  private final List<String> segments;

  /// Most values come again and again, and are kept once.
  private final Map<String, String> remembered = new HashMap<>();

  /// @param segments the features whose values are kept
  Judging(List<String> segments) {
    this.segments = segments;
  }

  /// Empty for an example whose truth could not show itself, and that nobody has reported.
  Optional<Judgement> of(Example example) {
    if (!example.observed() && example.report() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Judgement(
            example.eventId(),
            example.eventTime(),
            example.judged().release(),
            score(example.judged()),
            !example.label().equals(Example.NEGATIVE),
            example.weight(),
            example.entities().isEmpty() ? example.eventId() : example.entities().getFirst().id(),
            segments.stream().map(name -> text(example.features().get(name))).toList()));
  }

  private static double score(Example.Said said) {
    return said.outputs().get(Assessment.SCORE) instanceof FeatureValue.Scalar(double score)
        ? score
        : Double.NEGATIVE_INFINITY;
  }

  private String text(@Nullable FeatureValue value) {
    String text =
        switch (value) {
          case FeatureValue.Scalar(double number) when number == Math.rint(number) ->
              Long.toString((long) number);
          case FeatureValue.Scalar(double number) -> Double.toString(number);
          case FeatureValue.Text(String words) ->
              words.substring(0, Math.min(LONGEST_TEXT, words.length()));
          case FeatureValue.Vector _ -> Segmentation.OTHER;
          case null -> Segmentation.OTHER;
        };
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    return remembered.computeIfAbsent(text, same -> same);
  }
}
