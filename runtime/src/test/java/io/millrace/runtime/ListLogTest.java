package io.millrace.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.ListItem;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ListItemFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListLogTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long SECOND = 1_000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final ListLog log = new ListLog();

  @Test
  void changeCountsASecondAfterItWasWritten() {
    take(START, item("a", START, null));

    assertThat(isOn("a", START + 999)).isFalse();
    assertThat(isOn("a", START + 1_000)).isTrue();
    assertThat(isOn("b", START + 1_000)).isFalse();
  }

  @Test
  void itemIsOffWhenItsTimeIsOver() {
    take(START, item("a", START, START + DAY));

    assertThat(isOn("a", START + DAY - 1)).isTrue();
    assertThat(isOn("a", START + DAY)).isFalse();
  }

  @Test
  void itemIsNotOnBeforeItsTimeBegins() {
    take(START, item("a", START + DAY, null));

    assertThat(isOn("a", START + DAY - 1)).isFalse();
    assertThat(isOn("a", START + DAY)).isTrue();
  }

  @Test
  void itemThatSaysNoBeginningIsThereFromWhenItIsWritten() {
    ListItem item = new ListItem("blocked", "a", null, null, "");
    take(START, item);

    assertThat(isOn("a", START + 999)).isFalse();
    assertThat(isOn("a", START + 1_000)).isTrue();
    assertThat(log.items()).containsExactly(item("a", START, null));
  }

  @Test
  void itemWhoseTimeIsOverWhenItIsWrittenIsNeverThere() {
    take(START, new ListItem("blocked", "a", null, Instant.ofEpochMilli(START - 1), ""));

    assertThat(isOn("a", START + 1_000)).isFalse();
  }

  @Test
  void whatWasAskedBeforeAChangeIsAnsweredTheSameAfterIt() {
    take(START, item("a", START, null));
    take(START + DAY, null);
    take(START + 2 * DAY, item("a", START + 2 * DAY, null));

    assertThat(isOn("a", START + DAY + 999)).isTrue();
    assertThat(isOn("a", START + DAY + 1_000)).isFalse();
    assertThat(isOn("a", START + 2 * DAY + 999)).isFalse();
    assertThat(isOn("a", START + 2 * DAY + 1_000)).isTrue();
  }

  @Test
  void recordsThatAreNoneArePassedOver() {
    log.take("blocked/a", "{".getBytes(UTF_8), START);
    log.take("blocked/b", JsonOutput.write(item("a", START, null), new ListItemFormat()), START);
    log.take(null, JsonOutput.write(item("a", START, null), new ListItemFormat()), START);

    assertThat(log.items()).isEmpty();
  }

  @Test
  void knowsWhatWasWrittenLast() {
    ListItem later = item("a", START + SECOND, START + DAY);
    take(START, item("a", START, null));
    take(START + SECOND, later);
    take(START, item("b", START, null));
    log.take("blocked/b", null, START + SECOND);

    assertThat(log.latest("blocked", "a")).contains(later);
    assertThat(log.latest("blocked", "b")).isEmpty();
    assertThat(log.items()).containsExactly(later);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void answersAsTheWholeLogWouldForAsLongAsAnEventMayBeDecidedAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Change> all = new ArrayList<>();
    long now = START;
    for (int i = 0; i < 30_000; i++) {
      now += random.nextLong(20 * SECOND);
      Change change = randomChange(random, now);
      all.add(change);
      log.take("blocked/" + change.name(), change.value(), now);

      if (i % 50 == 0) {
        long asked = now - random.nextLong(PipelineTopics.LIST_HISTORY.toMillis());
        for (int name = 0; name < 20; name++) {
          assertThat(isOn("i" + name, asked)).isEqualTo(isOn(all, "i" + name, asked));
        }
      }
    }
  }

  private record Change(String name, @Nullable ListItem item, long appended) {

    byte @Nullable [] value() {
      return item == null ? null : JsonOutput.write(item, new ListItemFormat());
    }
  }

  private static Change randomChange(SplittableRandom random, long now) {
    String name = "i" + random.nextInt(20);
    long from = now + random.nextLong(-DAY, DAY);
    ListItem item =
        switch (random.nextInt(3)) {
          case 0 -> null;
          case 1 -> item(name, from, null);
          default -> item(name, from, from + 1 + random.nextLong(2 * DAY));
        };
    return new Change(name, item, now);
  }

  private static boolean isOn(List<Change> all, String name, long time) {
    boolean isOn = false;
    for (Change change : all) {
      if (change.name().equals(name) && change.appended() + SECOND <= time) {
        ListItem item = change.item();
        isOn =
            item != null
                && Objects.requireNonNull(item.from()).toEpochMilli() <= time
                && (item.to() == null || time < item.to().toEpochMilli());
      }
    }
    return isOn;
  }

  private void take(long appended, @Nullable ListItem item) {
    byte[] value = item == null ? null : JsonOutput.write(item, new ListItemFormat());
    log.take("blocked/" + (item == null ? "a" : item.item()), value, appended);
  }

  private boolean isOn(String item, long time) {
    return log.asOf(time).contains("blocked", item);
  }

  private static ListItem item(String name, long from, @Nullable Long to) {
    return new ListItem(
        "blocked",
        name,
        Instant.ofEpochMilli(from),
        to == null ? null : Instant.ofEpochMilli(to),
        "");
  }
}
