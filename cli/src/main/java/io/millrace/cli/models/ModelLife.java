package io.millrace.cli.models;

import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import java.util.List;

/// What happened to one release in learning: the run that it came of, and what became of it later.
final class ModelLife {

  private ModelLife() {}

  static List<Entry> of(int release, List<Entry> all) {
    int run =
        all.stream()
            .filter(entry ->
                entry.event() instanceof Published published && published.release() == release)
            .mapToInt(Entry::run)
            .findFirst()
            .orElse(-1);
    return all.stream()
        .filter(entry -> entry.run() == run || concerns(release, entry.event()))
        .toList();
  }

  private static boolean concerns(int release, LearningEvent event) {
    return switch (event) {
      case Published it -> it.release() == release;
      case Shadowed it -> it.release() == release;
      case Judged it -> it.release() == release;
      case Promoted it -> it.release() == release || it.previous() == release;
      case Dropped it -> it.release() != null && it.release() == release;
      case Confirmed it -> it.release() == release;
      case RolledBack it -> it.release() == release || it.to() == release;
      case Assigned it -> it.release() == release || it.previous() == release;
      case TrainingStarted _, TrainingFailed _, Ordered _ -> false;
    };
  }
}
