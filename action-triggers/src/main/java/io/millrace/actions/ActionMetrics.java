package io.millrace.actions;

import io.micrometer.core.instrument.Counter;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.ActionResult.Status;
import io.millrace.runtime.StageMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Counts finished actions by kind of target and status. Every pair starts at zero.
final class ActionMetrics {
  private final Map<Finished, Counter> actions = new HashMap<>();
  private final Map<Object, Long> inOutbox = new ConcurrentHashMap<>();
  private final Counter duplicates;

  ActionMetrics(StageMetrics metrics) {
    duplicates =
        metrics.counter(
            "millrace.actions.duplicate", "Records of actions whose key another one had before");
    metrics.gauge("millrace.outbox.actions", "Actions that are not performed yet", this::inOutbox);
    for (String target : List.of("topic", "log", "webhook", "list", "unmade")) {
      for (Status status : Status.values()) {
        Counter counter =
            metrics.counter(
                "millrace.actions",
                "Actions that are performed or given up",
                "target",
                target,
                "status",
                status.name().toLowerCase(Locale.ROOT));
        actions.put(new Finished(target, status), counter);
      }
    }
  }

  /// Takes note of how many actions a task has in its outbox.
  void inOutbox(Object task, long actions) {
    if (actions == 0) {
      inOutbox.remove(task);
    } else {
      inOutbox.put(task, actions);
    }
  }

  private long inOutbox() {
    return inOutbox.values().stream().mapToLong(Long::longValue).sum();
  }

  void countDuplicate() {
    duplicates.increment();
  }

  void count(Performed performed) {
    Finished finished =
        new Finished(kind(performed.action().target()), performed.result().status());
    Objects.requireNonNull(actions.get(finished)).increment();
  }

  private static String kind(Target target) {
    return switch (target) {
      case Target.ToTopic _ -> "topic";
      case Target.ToLog _ -> "log";
      case Target.ToWebhook _ -> "webhook";
      case Target.ToList _ -> "list";
      case Target.Unmade _ -> "unmade";
    };
  }

  private record Finished(String target, Status status) {}
}
