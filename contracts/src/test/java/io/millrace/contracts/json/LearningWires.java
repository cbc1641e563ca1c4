package io.millrace.contracts.json;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.Position;
import io.millrace.contracts.json.WireSamples.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records of `examples` and `learning`, in the manner of [WireSamples].
final class LearningWires {
  private static final Instant AT = Instant.parse("2018-06-08T00:00:00Z");
  private static final List<Gate> GATES =
      List.of(new Gate("average_precision", true, "0.71 against 0.66"));

  private LearningWires() {}

  static List<Wire<?>> all() {
    return List.of(
        Wire.of(
            "example",
            new ExampleFormat(),
            example(new Report(AT, "bank"), said(4), "REVIEW"),
            example(new Report(AT, null), null, "REVIEW"),
            example(null, null, null)),
        event("trainingStarted", new LearningEvent.TrainingStarted(3, AT, Trigger.TIME, 100, 2100)),
        event("trainingFailed", new LearningEvent.TrainingFailed(3, AT, "no positives")),
        event(
            "published", new LearningEvent.Published(3, AT, 4, Map.of("average_precision", 0.71))),
        event("shadowed", new LearningEvent.Shadowed(3, AT, 4, 8)),
        event("judged", new LearningEvent.Judged(3, AT, 4, GATES)),
        event("promoted", new LearningEvent.Promoted(3, AT, 4, 2, 9)),
        event(
            "dropped",
            new LearningEvent.Dropped(3, AT, 4, "not better"),
            new LearningEvent.Dropped(3, AT, null, "ordered")),
        event("confirmed", new LearningEvent.Confirmed(3, AT, 4, GATES)),
        event("rolledBack", new LearningEvent.RolledBack(3, AT, 4, 2, GATES)),
        event(
            "assigned",
            new LearningEvent.Assigned(AT, 5, 4, 10, Assignment.Cause.ASSIGN, "a better one")),
        event("ordered", new LearningEvent.Ordered(AT, Order.PAUSE, "a holiday")));
  }

  private static Wire<LearningEvent> event(String message, LearningEvent... events) {
    return Wire.of(message, new LearningEventFormat(), events);
  }

  private static Example example(
      @Nullable Report report, @Nullable Said shadow, @Nullable String decided) {
    return new Example(
        "123",
        Samples.EVENT.time(),
        Samples.EVENT.entities(),
        Map.of("amount", FeatureValue.of(12.5)),
        said(3),
        shadow,
        FeatureValue.of(report == null ? 0 : 1),
        report,
        decided,
        true,
        report == null ? 5 : 1,
        new Position("card-fraud.predictions", 2, 5));
  }

  private static Said said(int release) {
    return new Said(release, Map.of("score", FeatureValue.of(0.97)));
  }
}
