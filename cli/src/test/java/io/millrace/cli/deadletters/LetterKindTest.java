package io.millrace.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterKindTest {

  @Test
  void foldsWhatDiffersFromOneToTheNext() {
    assertThat(reason("action 8:block failed at attempt 3: HTTP 503"))
        .isEqualTo("action …:block failed at attempt …: HTTP 503");
    assertThat(reason("event_time '9999-12-31T23:59:59Z' is 4 days ahead"))
        .isEqualTo("event_time … is … days ahead");
  }

  @Test
  void foldsTheIdThatTheKeyNames() {
    Letter letter = Letter.of(Letters.invalid(0, "action x-y:block failed: HTTP 400"));
    Letter ofEvent = new Letter(letter.at(), letter.time(), "x-y:block", letter.why());

    assertThat(LetterKind.of(ofEvent).reason()).isEqualTo("action …:block failed: HTTP 400");
  }

  @Test
  void tellsFailuresApartByTheirStatus() {
    assertThat(reason("action 8:block failed at attempt 1: HTTP 400"))
        .isNotEqualTo(reason("action 9:block failed at attempt 1: HTTP 404"));
  }

  @Test
  void cutsWhatFillsTheScreen() {
    assertThat(reason("too long ".repeat(100))).hasSize(101).endsWith("…");
  }

  private static String reason(String reason) {
    return LetterKind.of(Letter.of(Letters.invalid(0, reason))).reason();
  }
}
