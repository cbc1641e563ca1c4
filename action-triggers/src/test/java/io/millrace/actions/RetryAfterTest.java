package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private final RetryAfter retryAfter = new RetryAfter(() -> Instant.parse("2018-06-02T10:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                             | PT0S
          7                             | PT7S
          999999999                     | PT1H
          Sat, 02 Jun 2018 10:00:30 GMT | PT30S
          Sat, 02 Jun 2018 09:00:00 GMT | PT0S
          soon                          | PT0S
          -3                            | PT0S
          99999999999999999999          | PT0S
          """)
  void readsSecondsAndDates(String value, Duration expected) {
    assertThat(retryAfter.of(value)).isEqualTo(expected);
  }
}
