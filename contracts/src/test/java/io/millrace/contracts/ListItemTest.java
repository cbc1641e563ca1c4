package io.millrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListItemTest {

  /// Days of a month; nothing for no end, or for a beginning that is not said.
  @ParameterizedTest
  @CsvSource({
    "1, 3, 2, 5, 1, 5",
    "1, 5, 2, 3, 1, 5",
    "2, 3, 1, 5, 1, 5",
    "1,  , 2, 3, 1,  ",
    "2, 3, 1,  , 1,  ",
    "1, 2, 4, 5, 4, 5",
    "1, 2, 4,  , 4,  ",
    "4, 5, 1, 2, 1, 5",
    "4,  , 1, 2, 1,  ",
    " , 3, 2, 5,  , 5"
  })
  void isThereAtLeastAsLongAsBothSay(
      Integer from,
      Integer to,
      Integer otherFrom,
      Integer otherTo,
      Integer bothFrom,
      Integer both) {
    ListItem together = item(from, to, "one").with(item(otherFrom, otherTo, "other"));

    assertThat(together.from()).isEqualTo(day(bothFrom));
    assertThat(together.to()).isEqualTo(day(both));
  }

  private static ListItem item(@Nullable Integer from, @Nullable Integer to, String note) {
    return new ListItem("blocked-cards", "7", day(from), day(to), note);
  }

  private static @Nullable Instant day(@Nullable Integer day) {
    return day == null ? null : LocalDate.of(2026, 1, day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
