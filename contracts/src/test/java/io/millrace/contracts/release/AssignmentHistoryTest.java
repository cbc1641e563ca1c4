package io.millrace.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignmentHistoryTest {
  private final List<Assignment> assignments = new ArrayList<>();

  @Test
  void numbersAssignmentsOneAfterTheOther() {
    assign(3);
    assign(4);

    assertThat(assignments)
        .containsExactly(
            new Assignment(1, 3, null, Cause.ASSIGN, "now"),
            new Assignment(2, 4, null, Cause.ASSIGN, "now"));
  }

  @Test
  void goesBackStepByStepToTheFolder() {
    assign(3);
    assign(4);

    assertThat(rollback()).isEqualTo(3);
    assertThat(rollback()).isEqualTo(0);
    assertThat(history().rollback("again")).isEmpty();
  }

  @Test
  void goesBackToWhatWasThereBeforeAChallenger() {
    assign(3);
    assignments.add(history().assign(3, new Challenger(4, 10), ""));

    assertThat(history().rollback("no")).contains(new Assignment(3, 3, null, Cause.ROLLBACK, "no"));
  }

  @Test
  void withdrawsAReleaseToTheLatestThatDoesNotAskIt() {
    assign(3);
    assign(4);
    assignments.add(history().assign(3, new Challenger(4, 10), ""));
    assign(4);

    assertThat(withdraw(4)).contains(new Assignment(5, 3, null, Cause.WITHDRAWAL, "NaN"));
  }

  @Test
  void withdrawsAChallengerAndLeavesTheReleaseInCharge() {
    assign(3);
    assignments.add(history().assign(3, new Challenger(4, 10), ""));

    assertThat(withdraw(4)).contains(new Assignment(3, 3, null, Cause.WITHDRAWAL, "NaN"));
  }

  @Test
  void withdrawsNothingThatIsNotInCharge() {
    assign(3);
    assign(4);

    assertThat(withdraw(3)).isEmpty();
    assertThat(withdraw(0)).isEmpty();
  }

  @Test
  void hasNothingToPutInThePlaceOfTheFolder() {
    assertThat(withdraw(0)).isEmpty();
  }

  @Test
  void doesNotGoBackToWhatWasWithdrawn() {
    assign(3);
    assign(4);
    assignments.add(withdraw(4).orElseThrow());

    assertThat(rollback()).isEqualTo(0);
  }

  @Test
  void doesNotGoBackToAChallengerThatWasWithdrawn() {
    assignments.add(history().assign(3, new Challenger(5, 10), ""));
    assignments.add(withdraw(5).orElseThrow());

    assertThat(history().rollback("no")).contains(new Assignment(3, 0, null, Cause.ROLLBACK, "no"));
  }

  @Test
  void goesBackPastWhatIsInChargeAlready() {
    assign(3);
    assignments.add(history().assign(3, new Challenger(5, 10), ""));
    assign(3);
    assignments.add(history().assign(3, new Challenger(5, 10), ""));
    assignments.add(withdraw(5).orElseThrow());

    assertThat(rollback()).isEqualTo(0);
  }

  @Test
  void leavesTheChallengerOfAReleaseThatFailsWithNothingToGoBackTo() {
    assignments.add(history().assign(0, new Challenger(5, 10), ""));

    assertThat(withdraw(0)).isEmpty();
  }

  @Test
  void goesBackToAnAssignedReleaseWhereTheFolderFails() {
    assign(3);
    assignments.add(history().assign(0, new Challenger(5, 10), ""));

    assignments.add(withdraw(0).orElseThrow());

    assertThat(assignments.getLast().release()).isEqualTo(3);
    assertThat(history().rollback("no")).isEmpty();
    assertThat(withdraw(3)).isEmpty();
  }

  @Test
  void doesNotWithdrawWhatWasAssignedAgainSinceItFailed() {
    assign(3);
    assign(4);
    assignments.add(withdraw(4).orElseThrow());
    assign(4);

    assertThat(history().withdraw(4, 2, "NaN")).isEmpty();
    assertThat(history().withdraw(4, 4, "NaN")).isPresent();
  }

  private AssignmentHistory history() {
    return new AssignmentHistory(assignments);
  }

  private void assign(int release) {
    assignments.add(history().assign(release, null, "now"));
  }

  private int rollback() {
    assignments.add(history().rollback("").orElseThrow());
    return assignments.getLast().release();
  }

  private Optional<Assignment> withdraw(int release) {
    return history().withdraw(release, assignments.size(), "NaN");
  }
}
