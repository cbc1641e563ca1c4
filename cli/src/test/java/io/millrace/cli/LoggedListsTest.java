package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.expression.Lists;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedListsTest {

  @Test
  void whatWasAnsweredHoldsAndTheLogTellsTheRest() {
    List<ListAnswer> answers =
        List.of(new ListAnswer("blocked", "a", false), new ListAnswer("blocked", "b", true));
    Lists log = (list, item) -> item.equals("a") || item.equals("c");

    Lists lists = LoggedLists.asAnswered(answers, log);

    assertThat(lists.contains("blocked", "a")).isFalse();
    assertThat(lists.contains("blocked", "b")).isTrue();
    assertThat(lists.contains("blocked", "c")).isTrue();
    assertThat(lists.contains("trusted", "a")).isTrue();
    assertThat(lists.contains("trusted", "b")).isFalse();
  }
}
