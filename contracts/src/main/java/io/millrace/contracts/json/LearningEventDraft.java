package io.millrace.contracts.json;

import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingFailed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a learning event while they are read, whatever its type.
final class LearningEventDraft {
  private @Nullable String type;
  private int run;
  private @Nullable Instant at;
  private @Nullable String trigger;
  private double from;
  private double to;
  private @Nullable Integer release;
  private int previous;
  private int toRelease;
  private int assignment;
  private Map<String, Double> metrics = Map.of();
  private List<Gate> gates = List.of();
  private @Nullable String cause;
  private @Nullable String order;
  private String reason = "";

  static String type(LearningEvent event) {
    return switch (event) {
      case TrainingStarted _ -> "training_started";
      case TrainingFailed _ -> "training_failed";
      case Published _ -> "published";
      case Shadowed _ -> "shadowed";
      case Judged _ -> "judged";
      case Promoted _ -> "promoted";
      case Dropped _ -> "dropped";
      case Confirmed _ -> "confirmed";
      case RolledBack _ -> "rolled_back";
      case Assigned _ -> "assigned";
      case Ordered _ -> "ordered";
    };
  }

  void read(String field, JsonInput json) throws IOException {
    switch (field) {
      case "type" -> type = json.name();
      case "run" -> run = json.integer();
      case "at" -> at = json.instant();
      case "trigger" -> trigger = json.name();
      case "from" -> from = json.number();
      case "to" -> to = json.number();
      case "release" -> release = json.integer();
      case "previous" -> previous = json.integer();
      case "to_release" -> toRelease = json.integer();
      case "assignment" -> assignment = json.integer();
      case "metrics" -> metrics = json.map(JsonInput::number);
      case "gates" -> gates = json.list(LearningEventDraft::gate);
      case "cause" -> cause = json.name();
      case "order" -> order = json.name();
      case "reason" -> reason = json.text();
      default -> json.skip();
    }
  }

  private static Gate gate(JsonInput json) throws IOException {
    String name = null;
    boolean passed = false;
    String evidence = "";
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> name = json.name();
        case "passed" -> passed = json.flag();
        case "evidence" -> evidence = json.text();
        default -> json.skip();
      }
    }
    return new Gate(json.required("name", name), passed, evidence);
  }

  /// The event, once all fields are read. Throws [MalformedJson] for a type that is unknown here.
  LearningEvent event(JsonInput json) throws MalformedJson {
    Instant time = json.required("at", at);
    return switch (json.required("type", type)) {
      case "training_started" ->
          new TrainingStarted(
              run,
              time,
              Trigger.valueOf(json.required("trigger", trigger)),
              (long) from,
              (long) to);
      case "training_failed" -> new TrainingFailed(run, time, reason);
      case "published" -> new Published(run, time, release(json), metrics);
      case "shadowed" -> new Shadowed(run, time, release(json), assignment);
      case "judged" -> new Judged(run, time, release(json), gates);
      case "promoted" -> new Promoted(run, time, release(json), previous, assignment);
      case "dropped" -> new Dropped(run, time, release, reason);
      case "confirmed" -> new Confirmed(run, time, release(json), gates);
      case "rolled_back" -> new RolledBack(run, time, release(json), toRelease, gates);
      case "assigned" ->
          new Assigned(
              time,
              release(json),
              previous,
              assignment,
              Cause.valueOf(json.required("cause", cause)),
              reason);
      case "ordered" -> new Ordered(time, Order.valueOf(json.required("order", order)), reason);
      default -> throw new MalformedJson("'%s' is no learning event".formatted(type));
    };
  }

  private int release(JsonInput json) throws MalformedJson {
    return json.required("release", release);
  }
}
