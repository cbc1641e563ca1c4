package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.release.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LearningTraceTest {
  private static final Instant AT = Instant.EPOCH;
  private static final Set<Integer> BOTH = Set.of(0, 1);

  private static final List<LearningEvent> TOLD =
      List.of(
          new Assigned(AT, 0, 0, 0, Cause.ASSIGN, "the folder"),
          new TrainingStarted(1, AT, Trigger.FIRST, 0, 10),
          new Published(1, AT, 1, Map.of()),
          new Shadowed(1, AT, 1, 1),
          new Promoted(1, AT, 1, 0, 2));

  private static final List<Assignment> ASSIGNED =
      List.of(
          new Assignment(1, 0, new Challenger(1, 0), Cause.ASSIGN, ""),
          new Assignment(2, 1, null, Cause.ASSIGN, ""));

  private static final LearningTrace WHOLE =
      new LearningTrace(
          TOLD, List.of(ofRun(1, 1)), Map.of(), ASSIGNED, Map.of(1, BOTH, 2, BOTH), 2);

  @Test
  void findsNothingWrongWithWhatFitsTogether() {
    assertThat(WHOLE.faults()).isEmpty();
    assertThat(WHOLE.trainings()).isEqualTo(1);
    assertThat(WHOLE.promotions()).isEqualTo(1);
  }

  @Test
  void findsARunWithTwoReleases() {
    LearningTrace trace = releases(ofRun(1, 1), ofRun(2, 1));

    assertThat(trace.faults()).containsExactly("run 1 has two releases");
  }

  @Test
  void takesReleasesByHandForNoRun() {
    LearningTrace trace = releases(ofRun(1, 1), new Manifest(2, "by hand", List.of()));

    assertThat(trace.faults()).isEmpty();
  }

  @Test
  void findsAReleaseThatIsToldAndNotThere() {
    assertThat(releases().faults())
        .singleElement()
        .asString()
        .contains("has not happened", "Published");
  }

  @Test
  void findsAReleaseThatCannotBeRead() {
    LearningTrace trace =
        new LearningTrace(
            TOLD, WHOLE.manifests(), Map.of(1, "cut off"), ASSIGNED, WHOLE.marks(), 2);

    assertThat(trace.faults()).containsExactly("release 1 is broken: cut off");
  }

  @Test
  void findsAChallengerLeftOverFromADroppedCandidate() {
    List<LearningEvent> dropped =
        Stream.concat(TOLD.stream().limit(4), Stream.of(new Dropped(1, AT, 1, "worse"))).toList();

    LearningTrace trace = told(dropped, ASSIGNED.subList(0, 1));

    assertThat(trace.faults()).singleElement().asString().contains("release 1 is asked beside");
  }

  @Test
  void findsATakeoverThatIsNotTold() {
    LearningTrace trace = told(TOLD.subList(0, 4), ASSIGNED);

    assertThat(trace.faults()).contains("release 1 is in charge, release 0 is told").hasSize(2);
  }

  @Test
  void findsARunThatHasBegunTwice() {
    List<LearningEvent> twice =
        Stream.concat(TOLD.stream().limit(2), TOLD.stream().skip(1)).toList();

    assertThat(told(twice, ASSIGNED).faults())
        .containsExactly("trainings of runs [1, 1] have begun");
  }

  @Test
  void findsAnAssignmentThatIsMissingInAPartition() {
    LearningTrace trace =
        new LearningTrace(
            TOLD, WHOLE.manifests(), Map.of(), ASSIGNED, Map.of(1, BOTH, 2, Set.of(0)), 2);

    assertThat(trace.faults()).containsExactly("assignment 2 stands in partitions [0] of 2");
  }

  private static LearningTrace releases(Manifest... manifests) {
    return new LearningTrace(
        TOLD, List.of(manifests), Map.of(), ASSIGNED, Map.of(1, BOTH, 2, BOTH), 2);
  }

  private static LearningTrace told(List<LearningEvent> events, List<Assignment> assignments) {
    return new LearningTrace(
        events, WHOLE.manifests(), Map.of(), assignments, Map.of(1, BOTH, 2, BOTH), 2);
  }

  private static Manifest ofRun(int release, int run) {
    return new Manifest(release, "run %d: trained".formatted(run), List.of());
  }
}
