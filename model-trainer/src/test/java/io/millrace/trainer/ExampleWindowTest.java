package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard.Offsets;
import io.millrace.contracts.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExampleWindowTest {
  private static final Instant START = Instant.parse("2018-04-01T00:00:00Z");

  private final ExampleWindow window = window(10_000);

  @Test
  void keepsTheLatestExampleOfAnEvent() {
    window.take(example("a", 0, 1));
    window.take(example("b", 1, 0));
    window.take(example("a", 0, 0));

    assertThat(window.size()).isEqualTo(2);
    assertThat(window.positives()).isZero();
  }

  @Test
  void forgetsWhatIsOlderThanTheSpan() {
    window.take(example("a", 0, 1));
    window.take(example("b", 6, 1));
    window.take(example("c", 7, 0));

    assertThat(window.size()).isEqualTo(2);
    assertThat(window.positives()).isEqualTo(1);
    assertThat(window.newest()).isEqualTo(day(7));
  }

  @Test
  void keepsTheNewestWhereThereAreTooMany() {
    ExampleWindow small = window(2);

    small.take(example("a", 0, 1));
    small.take(example("b", 1, 0));
    small.take(example("c", 2, 0));

    assertThat(small.size()).isEqualTo(2);
    assertThat(small.positives()).isZero();
  }

  @Test
  void learnsNothingFromWhatCouldNotShowItselfUnlessItIsReported() {
    window.take(example("unseen", 0, 0, false, null));
    window.take(example("reported", 0, 1, false, new Report(day(1), "desk")));
    window.take(example("class", 0, 3));

    assertThat(window.size()).isEqualTo(1);
    assertThat(window.positives()).isEqualTo(1);
    assertThat(window.unusable()).isEqualTo(1);
  }

  @Test
  void makesTheSameTableInWhateverOrderItsExamplesCame() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      examples.add(example("e" + i, i % 5, i % 7 == 0 ? 1 : 0));
    }
    ExampleWindow shuffled = window(100);
    List<Example> other = new ArrayList<>(examples);
    Collections.shuffle(other, new Random(3));

    examples.forEach(window::take);
    other.forEach(shuffled::take);

    FeatureTable table = window.table("examples", new Offsets(0, 50));
    assertThat(shuffled.table("examples", new Offsets(0, 50)).sha256()).isEqualTo(table.sha256());
    assertThat(table.rows()).isEqualTo(50);
    assertThat(table.days().toString()).isEqualTo("2018-04-01 to 2018-04-05");
  }

  @Test
  void showsWhatAModelCannotHaveLearnedFrom() {
    window.take(example("a", 1, 1));
    window.take(example("b", 2, 0));
    window.take(example("c", 3, 0));

    assertThat(window.after(day(1)).size()).isEqualTo(2);
    assertThat(window.after(day(3)).size()).isZero();
  }

  @Test
  void holdsOutReportersWhoseShareOfPositivesJumps() {
    for (int i = 0; i < 200; i++) {
      boolean isLater = i >= 100;
      window.take(reported("steady" + i, isLater ? 4 : 2, i % 10 == 0, "steady"));
      window.take(reported("jump" + i, isLater ? 4 : 2, i % (isLater ? 2 : 10) == 0, "jump"));
      window.take(reported("drop" + i, isLater ? 4 : 2, i % (isLater ? 50 : 10) == 0, "drop"));
    }
    window.take(reported("few", 4, true, "few"));

    assertThat(window.after(day(3)).heldOut()).containsExactly("drop", "jump");
  }

  private static ExampleWindow window(int most) {
    return new ExampleWindow(List.of("amount"), Duration.ofDays(7), most);
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  private static Example reported(String id, int day, boolean positive, String reporter) {
    return example(id, day, positive ? 1 : 0, true, new Report(day(day), reporter));
  }

  private static Example example(String id, int day, int label) {
    return example(id, day, label, true, null);
  }

  private static Example example(
      String id, int day, int label, boolean observed, @Nullable Report report) {
    return new Example(
        id,
        day(day),
        List.of(new EntityKey("card", id)),
        Map.of("amount", FeatureValue.of(label)),
        new Said(0, Map.of()),
        null,
        FeatureValue.of(label),
        report,
        "APPROVE",
        observed,
        1,
        new Position("predictions", 0, 0));
  }
}
