package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience(Duration.ofMillis(300));

  @Test
  void countsFromTheFirstTickAfterAnEventWasAdded() {
    patience.add("1");

    assertThat(patience.due(1_000)).isEmpty();
    assertThat(patience.due(1_299)).isEmpty();
    assertThat(patience.due(1_300)).containsExactly("1");
    assertThat(patience.due(2_000)).isEmpty();
  }

  @Test
  void doesNotCountAnewWhenAnEventIsAddedAgain() {
    patience.add("1");
    patience.due(1_000);
    patience.add("1");

    assertThat(patience.due(1_300)).containsExactly("1");
  }

  @Test
  void forgetsWhatIsRemoved() {
    patience.add("1");
    patience.add("2");
    patience.due(1_000);
    patience.add("3");
    patience.remove("1");
    patience.remove("3");

    assertThat(patience.due(2_000)).containsExactly("2");
    assertThat(patience.due(3_000)).isEmpty();
  }
}
