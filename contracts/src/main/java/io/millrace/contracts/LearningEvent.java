package io.millrace.contracts;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in the learning of a pipeline, and why: the records of the topic `learning`, from
/// which whoever takes over knows where matters stand.
///
/// A run is one training and what came of it; they are numbered from 1, and 0 is what people did.
/// Times are those of events: the latest one that had matured.
public sealed interface LearningEvent {

  int run();

  Instant at();

  /// A model is being trained on the examples between two offsets of `examples`, the last one not
  /// included.
  record TrainingStarted(int run, Instant at, Trigger trigger, long from, long to)
      implements LearningEvent {}

  /// Why a model is trained.
  enum Trigger {
    /// There was none.
    FIRST,
    /// It was time.
    TIME,
    /// There were enough new positives.
    OUTCOMES,
    /// What is in charge does worse than it did.
    DROP,
    /// The score's distribution has moved.
    DRIFT,
    /// Somebody has asked for it.
    ORDER
  }

  /// No model came of it.
  record TrainingFailed(int run, Instant at, String reason) implements LearningEvent {}

  /// The model is a release.
  ///
  /// @param metrics how it did on the newest examples, which it was not trained on
  record Published(int run, Instant at, int release, Map<String, Double> metrics)
      implements LearningEvent {
    public Published {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /// It is asked beside the release in charge.
  ///
  /// @param assignment the assignment by which it is
  record Shadowed(int run, Instant at, int release, int assignment) implements LearningEvent {}

  /// It was held against the release in charge.
  record Judged(int run, Instant at, int release, List<Gate> gates) implements LearningEvent {
    public Judged {
      gates = List.copyOf(gates);
    }

    public boolean passed() {
      return gates.stream().allMatch(Gate::passed);
    }
  }

  /// One thing that a candidate must show.
  ///
  /// @param name such as `average_precision`
  /// @param evidence what was found, in words
  record Gate(String name, boolean passed, String evidence) {}

  /// It has taken over.
  ///
  /// @param previous the release that was in charge
  /// @param assignment the assignment by which it has
  record Promoted(int run, Instant at, int release, int previous, int assignment)
      implements LearningEvent {}

  /// It will not take over.
  ///
  /// @param release absent where it did not come to that
  record Dropped(int run, Instant at, @Nullable Integer release, String reason)
      implements LearningEvent {}

  /// It was watched and has not done worse than what it took over from.
  record Confirmed(int run, Instant at, int release, List<Gate> gates) implements LearningEvent {
    public Confirmed {
      gates = List.copyOf(gates);
    }
  }

  /// It did worse than what it took over from, and was taken out of charge.
  ///
  /// @param to the release that is in charge now
  record RolledBack(int run, Instant at, int release, int to, List<Gate> gates)
      implements LearningEvent {
    public RolledBack {
      gates = List.copyOf(gates);
    }
  }

  /// A release is found in charge that no run has put there: somebody has, or a service has
  /// withdrawn another one.
  ///
  /// @param previous the release that was in charge before; the same where that is not known
  /// @param reason why, in the words of whoever did it
  record Assigned(
      Instant at, int release, int previous, int assignment, Assignment.Cause cause, String reason)
      implements LearningEvent {
    @Override
    public int run() {
      return 0;
    }
  }

  /// Somebody wants something.
  record Ordered(Instant at, Order order, String reason) implements LearningEvent {
    @Override
    public int run() {
      return 0;
    }
  }

  /// What somebody can want.
  enum Order {
    /// Nothing is trained and nothing takes over until it goes on.
    PAUSE,
    RESUME,
    /// A model is trained now.
    TRAIN,
    /// The candidate that waits for it takes over.
    APPROVE,
    /// The candidate takes over whatever it has shown.
    PROMOTE,
    /// The candidate does not take over.
    DROP
  }
}
