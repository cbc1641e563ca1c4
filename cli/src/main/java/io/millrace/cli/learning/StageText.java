package io.millrace.cli.learning;

import io.millrace.trainer.promotion.Stage;
import io.millrace.trainer.promotion.Stage.Awaiting;
import io.millrace.trainer.promotion.Stage.Candidate;
import io.millrace.trainer.promotion.Stage.Idle;
import io.millrace.trainer.promotion.Stage.Refused;
import io.millrace.trainer.promotion.Stage.Shadow;
import io.millrace.trainer.promotion.Stage.Training;

/// How far the latest run has come, as people read it.
final class StageText {

  private StageText() {}

  static String of(Stage stage) {
    return switch (stage) {
      case Idle _ -> "nothing is under way";
      case Training it -> "the model of run %d is trained".formatted(it.run());
      case Candidate it ->
          "release %d of run %d is published, and not asked yet".formatted(it.release(), it.run());
      case Shadow it ->
          "release %d of run %d is asked beside the release in charge since %s"
              .formatted(it.release(), it.run(), it.since());
      case Awaiting it ->
          "release %d of run %d has passed, and waits for approval"
              .formatted(it.release(), it.run());
      case Refused it ->
          "release %d of run %d has not passed: %s".formatted(it.release(), it.run(), it.reason());
    };
  }

  /// Its name for machines.
  static String name(Stage stage) {
    return switch (stage) {
      case Idle _ -> "idle";
      case Training _ -> "training";
      case Candidate _ -> "candidate";
      case Shadow _ -> "shadow";
      case Awaiting _ -> "awaiting_approval";
      case Refused _ -> "refused";
    };
  }

  /// The run that is under way, 0 where none is.
  static int run(Stage stage) {
    return switch (stage) {
      case Idle _ -> 0;
      case Training it -> it.run();
      case Candidate it -> it.run();
      case Shadow it -> it.run();
      case Awaiting it -> it.run();
      case Refused it -> it.run();
    };
  }

  /// The release that it came to, 0 where it has not.
  static int release(Stage stage) {
    return switch (stage) {
      case Idle _, Training _ -> 0;
      case Candidate it -> it.release();
      case Shadow it -> it.release();
      case Awaiting it -> it.release();
      case Refused it -> it.release();
    };
  }
}
