package io.millrace.cli.cluster;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.Releases;
import io.millrace.trainer.promotion.Progress;
import io.millrace.trainer.promotion.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What learning has left behind, and whether it fits together.
///
/// @param events of `learning`, in their order
/// @param manifests of all releases
/// @param broken what is wrong with those that cannot be read, by their numbers
/// @param assignments by number
/// @param marks in which partitions of `events` each assignment stands, by its number
/// @param partitions of `events`
record LearningTrace(
    List<LearningEvent> events,
    List<Manifest> manifests,
    Map<Integer, String> broken,
    List<Assignment> assignments,
    Map<Integer, Set<Integer>> marks,
    int partitions) {
  private static final Pattern OF_RUN = Pattern.compile("run (\\d+): .*", Pattern.DOTALL);

  LearningTrace {
    events = List.copyOf(events);
    manifests = List.copyOf(manifests);
    broken = Map.copyOf(broken);
    assignments = List.copyOf(assignments);
    marks = Map.copyOf(marks);
  }

  /// What does not fit, in words.
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    broken.forEach(
        (release, why) -> faults.add("release %d is broken: %s".formatted(release, why)));
    faults.addAll(runs());
    faults.addAll(told());
    faults.addAll(standing());
    faults.addAll(unmarked());
    return List.copyOf(faults);
  }

  /// Each run comes once, and to one release at most.
  private List<String> runs() {
    List<String> faults = new ArrayList<>();
    List<Integer> started = runsOf(TrainingStarted.class);
    for (int i = 0; i < started.size(); i++) {
      if (started.get(i) != i + 1) {
        faults.add("trainings of runs %s have begun".formatted(started));
        break;
      }
    }
    twice(runsOf(Published.class), run -> faults.add("run %d was published twice".formatted(run)));
    List<Integer> released =
        manifests.stream()
            .map(manifest -> OF_RUN.matcher(manifest.note()))
            .filter(Matcher::matches)
            .map(matcher -> Integer.valueOf(matcher.group(1)))
            .toList();
    twice(released, run -> faults.add("run %d has two releases".formatted(run)));
    return faults;
  }

  private List<Integer> runsOf(Class<? extends LearningEvent> kind) {
    return events.stream().filter(kind::isInstance).map(LearningEvent::run).toList();
  }

  private static void twice(List<Integer> runs, Function<Integer, ?> fault) {
    runs.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .forEach((run, count) -> {
          if (count > 1) {
            var _ = fault.apply(run);
          }
        });
  }

  /// What is told of releases and assignments has happened.
  private List<String> told() {
    List<String> faults = new ArrayList<>();
    for (LearningEvent event : events) {
      boolean isSo =
          switch (event) {
            case Published it ->
                manifests.stream().anyMatch(manifest -> manifest.release() == it.release());
            case Shadowed it ->
                assignments.stream()
                    .anyMatch(assignment ->
                        assignment.number() == it.assignment()
                            && Objects.equals(challenger(assignment), it.release()));
            case Promoted it ->
                assignments.stream()
                    .anyMatch(assignment ->
                        assignment.number() == it.assignment()
                            && assignment.release() == it.release());
            case TrainingStarted _,
                LearningEvent.TrainingFailed _,
                LearningEvent.Judged _,
                LearningEvent.Dropped _,
                LearningEvent.Confirmed _,
                LearningEvent.RolledBack _,
                LearningEvent.Assigned _,
                LearningEvent.Ordered _ ->
                true;
          };
      if (!isSo) {
        faults.add("it is told, but has not happened: " + event);
      }
    }
    return faults;
  }

  private static @Nullable Integer challenger(Assignment assignment) {
    Challenger challenger = assignment.challenger();
    return challenger == null ? null : challenger.release();
  }

  /// Where learning stands by what is told is where it stands by what was assigned.
  private List<String> standing() {
    Progress progress = Progress.NONE;
    for (LearningEvent event : events) {
      progress = progress.after(event);
    }
    Assignment last = assignments.isEmpty() ? null : assignments.getLast();
    int release = last == null ? Releases.FOLDER : last.release();
    Integer asked = last == null ? null : challenger(last);
    List<String> faults = new ArrayList<>();
    if (!Integer.valueOf(release).equals(progress.inCharge())) {
      faults.add(
          "release %d is in charge, release %s is told".formatted(release, progress.inCharge()));
    }
    Integer expected =
        switch (progress.stage()) {
          case Stage.Shadow it -> Integer.valueOf(it.release());
          case Stage.Awaiting it -> Integer.valueOf(it.release());
          case Stage.Idle _, Stage.Training _, Stage.Candidate _, Stage.Refused _ -> null;
        };
    if (!Objects.equals(asked, expected)) {
      faults.add("release %s is asked beside, at stage %s".formatted(asked, progress.stage()));
    }
    return faults;
  }

  private List<String> unmarked() {
    return assignments.stream()
        .filter(assignment -> marks.getOrDefault(assignment.number(), Set.of()).size() < partitions)
        .map(assignment ->
            "assignment %d stands in partitions %s of %d"
                .formatted(
                    assignment.number(),
                    marks.getOrDefault(assignment.number(), Set.of()),
                    partitions))
        .toList();
  }

  int trainings() {
    return runsOf(TrainingStarted.class).size();
  }

  int promotions() {
    return runsOf(Promoted.class).size();
  }
}
