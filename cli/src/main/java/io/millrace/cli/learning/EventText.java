package io.millrace.cli.learning;

import io.millrace.cli.explain.AlignedRows;
import io.millrace.cli.explain.ValueText;
import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What happened in learning, with its evidence, as people read it.
public final class EventText {

  private EventText() {}

  /// Rows of time, run and what happened; below it a row for each gate.
  public static AlignedRows of(List<Entry> entries) {
    AlignedRows rows = new AlignedRows();
    for (Entry entry : entries) {
      rows.add(
          time(entry.event().at()),
          entry.run() == 0 ? "-" : "run " + entry.run(),
          of(entry.event())
              + (entry.isSpent() ? " (it fitted no stage, and came to nothing)" : ""));
      for (Gate gate : gates(entry.event())) {
        String passed = gate.passed() ? "yes" : "no ";
        rows.add("", "", "  %s  %s: %s".formatted(passed, gate.name(), gate.evidence()));
      }
    }
    return rows;
  }

  /// What was ordered before anything had happened has no time.
  private static String time(Instant at) {
    return at.equals(Instant.EPOCH) ? "-" : at.toString();
  }

  private static String of(LearningEvent event) {
    return switch (event) {
      case TrainingStarted it ->
          "training began on the examples at offsets %d to %d, because %s"
              .formatted(it.from(), it.to() - 1, of(it.trigger()));
      case TrainingFailed it -> "no model came of it: " + it.reason();
      case Published it -> "release %d published%s".formatted(it.release(), newest(it.metrics()));
      case Shadowed it ->
          "release %d is asked beside the one in charge, by assignment %d"
              .formatted(it.release(), it.assignment());
      case Judged it ->
          "release %d %s".formatted(it.release(), it.passed() ? "has passed" : "has not passed");
      case Promoted it ->
          "release %d takes over from %s, by assignment %d"
              .formatted(it.release(), release(it.previous()), it.assignment());
      case Dropped it ->
          (it.release() == null ? "dropped: " : "release %d dropped: ".formatted(it.release()))
              + it.reason();
      case Confirmed it ->
          "release %d is not worse than what it took over from".formatted(it.release());
      case RolledBack it ->
          "release %d is worse than what it took over from: %s is in charge again"
              .formatted(it.release(), release(it.to()));
      case Assigned it -> of(it);
      case Ordered it -> "ordered: " + withReason(it.order(), it.reason());
    };
  }

  private static String of(Assigned assigned) {
    String release = release(assigned.release());
    return assigned.release() == assigned.previous()
        ? release + " is in charge"
        : "%s is in charge, not %s any more, by assignment %d: %s"
            .formatted(
                release,
                release(assigned.previous()),
                assigned.assignment(),
                withReason(assigned.cause(), assigned.reason()));
  }

  private static String withReason(Enum<?> what, String reason) {
    String name = what.name().toLowerCase(Locale.ROOT);
    return reason.isEmpty() ? name : name + ", because: " + reason;
  }

  private static String of(Trigger trigger) {
    return switch (trigger) {
      case FIRST -> "there was no model";
      case TIME -> "it was time";
      case OUTCOMES -> "there were enough new positives";
      case DROP -> "what is in charge does worse than it did";
      case DRIFT -> "scores have drifted";
      case ORDER -> "somebody has asked for it";
    };
  }

  private static String newest(Map<String, Double> metrics) {
    return metrics.isEmpty() ? "" : "; on the newest examples: " + metrics(metrics);
  }

  /// Such as `auc_roc 0.91, average_precision 0.68`.
  public static String metrics(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .map(metric -> metric.getKey() + " " + ValueText.of(metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String release(int release) {
    return release == 0 ? "the folder" : "release " + release;
  }

  private static List<Gate> gates(LearningEvent event) {
    return switch (event) {
      case Judged it -> it.gates();
      case Confirmed it -> it.gates();
      case RolledBack it -> it.gates();
      case TrainingStarted _,
          TrainingFailed _,
          Published _,
          Shadowed _,
          Promoted _,
          Dropped _,
          Assigned _,
          Ordered _ ->
          List.of();
    };
  }
}
