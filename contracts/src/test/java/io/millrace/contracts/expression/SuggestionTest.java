package io.millrace.contracts.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("window", "where", "entity");

  @ParameterizedTest
  @CsvSource({
    "windw, window",
    "wnidow, window",
    "Window, window",
    "wheree, where",
    "entiti, entity"
  })
  void suggestsTheNearestName(String unknown, String nearest) {
    assertThat(Suggestion.of(unknown, KNOWN)).isEqualTo("did you mean '" + nearest + "'?");
  }

  @Test
  void listsWhatIsKnownWhereNothingIsNear() {
    assertThat(Suggestion.of("colour", KNOWN)).isEqualTo("known are window, where, entity");
  }

  @Test
  void saysWhereNothingIsKnown() {
    assertThat(Suggestion.of("colour", List.of())).isEqualTo("there are none here");
  }
}
