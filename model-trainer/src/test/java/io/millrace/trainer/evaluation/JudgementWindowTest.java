package io.millrace.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementWindowTest {
  private static final Instant NOON = Instant.parse("2018-06-01T12:00:00Z");

  @Test
  void keepsTheNewestWhereThereAreTooMany() {
    JudgementWindow window = new JudgementWindow(3);

    for (int second : List.of(4, 1, 5, 2, 3)) {
      window.put(judgement(second));
    }

    assertThat(window.judgements()).extracting(Judgement::eventId).containsExactly("3", "4", "5");
  }

  @Test
  void takesNothingFromBeforeItsBeginning() {
    JudgementWindow window = new JudgementWindow(10);
    window.put(judgement(1));
    window.put(judgement(2));

    window.beginAt(NOON.plusSeconds(2));
    window.put(judgement(0));

    assertThat(window.judgements()).extracting(Judgement::eventId).containsExactly("2");
  }

  private static Judgement judgement(int second) {
    return new Judgement(
        Integer.toString(second), NOON.plusSeconds(second), 1, 0.5, false, 1, "card", List.of());
  }
}
