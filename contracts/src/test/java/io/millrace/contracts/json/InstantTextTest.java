package io.millrace.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  @Test
  void readsAndWritesEveryTimeAsInstantWritesIt() {
    Random random = new Random(1);
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 100_000; i++) {
      int unit = units[random.nextInt(units.length)];
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-80_000_000_000L, 300_000_000_000L),
              (long) random.nextInt(1_000_000_000) / unit * unit);

      assertThat(InstantText.parse(time.toString())).isEqualTo(time);
      assertThat(InstantText.of(time)).isEqualTo(time.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-06-01T10:00:00.5Z",
        "2018-06-01T10:00:00.Z",
        "2018-06-01T10:00:00.1234567Z",
        "2016-12-31T23:59:59Z",
        "2020-02-29T00:00:00Z",
        "+12018-06-01T10:00:00Z",
        "2018-06-01T10:00:00+02:00",
        "2018-06-01T24:00:00Z"
      })
  void agreesWithInstantOnOtherForms(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2018-06-01",
        "2018-06-01T10:00:00",
        "2018-06-01T10:00:00.1234567890Z",
        "2018-13-01T10:00:00Z",
        "2019-02-29T10:00:00Z",
        "2018-06-01T10:60:00Z",
        "2018-06-01T10:00:61Z",
        "2018-06-01T25:00:00Z",
        "2018-06-0xT10:00:00Z",
        "2018/06/01T10:00:00Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
