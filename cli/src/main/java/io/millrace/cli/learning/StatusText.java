package io.millrace.cli.learning;

import io.millrace.cli.explain.AlignedRows;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.trainer.promotion.Progress;
import io.millrace.trainer.promotion.Progress.Trained;
import io.millrace.trainer.promotion.Watch;
import java.util.List;
import java.util.Locale;

/// What `millrace learning status` prints on a terminal.
final class StatusText {

  private StatusText() {}

  static List<String> of(LearningStatus status) {
    Progress progress = status.progress();
    AlignedRows rows = new AlignedRows();
    rows.add("stage", StageText.of(progress.stage()));
    rows.add("waits for", status.waitsFor());
    rows.add("paused", progress.paused() ? "yes" : "no");
    Order order = progress.order();
    if (order != null) {
      rows.add("ordered", order.name().toLowerCase(Locale.ROOT));
    }
    rows.add("in charge", inCharge(status));
    rows.add("watched", watched(status));
    rows.add("trainings", trainings(progress));
    status
        .latestRelease()
        .ifPresent(published ->
            rows.add(
                "latest",
                "release %d of run %d: %s"
                    .formatted(
                        published.release(),
                        published.run(),
                        EventText.metrics(published.metrics()))));
    rows.add("learner", learner(status.learner()));
    return rows.lines();
  }

  private static String inCharge(LearningStatus status) {
    var assignment = status.assignment();
    return assignment == null
        ? "the folder that the services were started with"
        : "%s, by assignment %d"
            .formatted(EventText.release(assignment.release()), assignment.number());
  }

  private static String watched(LearningStatus status) {
    Watch watch = status.progress().watch();
    return watch == null
        ? "nothing"
        : "release %d, held against %s until events up to %s have matured"
            .formatted(
                watch.release(),
                EventText.release(watch.previous()),
                watch.until(status.learning()));
  }

  private static String trainings(Progress progress) {
    Trained latest = progress.latest();
    return latest == null
        ? "none yet"
        : "%,d, the latest when events up to %s had matured"
            .formatted(progress.runs(), latest.upTo());
  }

  private static String learner(Learner learner) {
    return "%s; examples end at offset %,d, it is %,d behind"
        .formatted(
            learner.isRunning() ? "runs" : "does not run: start model-trainer",
            learner.end(),
            learner.lag());
  }
}
