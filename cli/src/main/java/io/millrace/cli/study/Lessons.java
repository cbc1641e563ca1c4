package io.millrace.cli.study;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of learning while a history was replayed: what took over, what was refused, what was
/// taken back, each with its evidence.
final class Lessons {
  private final List<Lesson> all = new ArrayList<>();
  private final Map<Integer, List<Gate>> judged = new HashMap<>();
  private int trainings;

  /// One of them.
  ///
  /// @param run the training that it came of; 0 is what no training did
  /// @param release absent where the training came to none
  /// @param at the time that learning gives: up to which events had matured
  /// @param since from when on it holds in the history: what happens then or later
  /// @param why in words; empty where the evidence says it all
  record Lesson(
      Kind kind,
      int run,
      @Nullable Integer release,
      Instant at,
      Instant since,
      List<Gate> evidence,
      String why) {

    Lesson {
      evidence = List.copyOf(evidence);
    }
  }

  enum Kind {
    /// It has taken over.
    PROMOTED,
    /// It does not take over, or there was no model at all.
    REFUSED,
    /// It had taken over and is out of charge again.
    ROLLED_BACK,
    /// It was put in charge by somebody else.
    ASSIGNED
  }

  /// Takes what happened next in learning.
  ///
  /// @param since the pause in the history at which it happened
  void take(LearningEvent event, Instant since) {
    switch (event) {
      case TrainingStarted _ -> trainings++;
      case Judged it -> judged.put(it.run(), it.gates());
      case Promoted it -> add(Kind.PROMOTED, it, it.release(), since, "");
      case Assigned it -> {
        // Before the first assignment the folder is in charge, and that is no news.
        if (it.assignment() > 0) {
          add(Kind.ASSIGNED, it, it.release(), since, cause(it));
        }
      }
      case Dropped it -> add(Kind.REFUSED, it, it.release(), since, it.reason());
      case TrainingFailed it -> add(Kind.REFUSED, it, null, since, it.reason());
      case RolledBack it -> {
        judged.put(it.run(), it.gates());
        String why = "release %d is in charge again".formatted(it.to());
        add(Kind.ROLLED_BACK, it, it.release(), since, why);
      }
      case Published _, Shadowed _, Confirmed _, Ordered _ -> {}
    }
  }

  private static String cause(Assigned assigned) {
    String cause = assigned.cause().name().toLowerCase(Locale.ROOT);
    return assigned.reason().isEmpty() ? cause : cause + ": " + assigned.reason();
  }

  private void add(
      Kind kind, LearningEvent event, @Nullable Integer release, Instant since, String why) {
    List<Gate> evidence = judged.getOrDefault(event.run(), List.of());
    all.add(new Lesson(kind, event.run(), release, event.at(), since, evidence, why));
  }

  /// How many models were trained, or tried to be.
  int trainings() {
    return trainings;
  }

  /// All, in the order in which they happened.
  List<Lesson> all() {
    return List.copyOf(all);
  }
}
