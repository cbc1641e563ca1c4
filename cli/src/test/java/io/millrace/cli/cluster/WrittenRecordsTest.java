package io.millrace.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Stage.Again;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WrittenRecordsTest {

  @Test
  void takesTheSameBytesAsOftenAsTheyAreWritten() {
    WrittenRecords written = of(record("1", "x"), record("2", "x"), record("1", "x"));

    assertThat(written.size()).isEqualTo(2);
    assertThat(written.records()).isEqualTo(3);
    assertThat(written.otherwise()).isZero();
  }

  @Test
  void countsEachRecordThatSaysOtherwiseThanTheFirst() {
    WrittenRecords written = of(record("1", "x"), record("1", "y"), record("1", "x"));

    assertThat(written.otherwise()).isEqualTo(1);
  }

  @Test
  void differsInWhatIsOtherOrOnOneSideOnly() {
    WrittenRecords one = of(record("1", "x"), record("2", "x"), record("3", "x"));
    WrittenRecords other = of(record("1", "x"), record("2", "y"), record("4", "x"));

    assertThat(one.differences(other)).isEqualTo(3);
    assertThat(other.differences(one)).isEqualTo(3);
    assertThat(one.differences(one)).isZero();
  }

  @Test
  void goesByTheLastRecordWhereThatCounts() {
    WrittenRecords written = of(replacing("1", "x"), replacing("1", "y"));

    assertThat(written.otherwise()).isZero();
    assertThat(written.differences(of(replacing("1", "y")))).isZero();
    assertThat(written.differences(of(replacing("1", "x")))).isEqualTo(1);
  }

  @Test
  void comparesNothingWithAMarkedRecord() {
    WrittenRecords written = of(marked("1"), record("1", "x"), record("2", "x"));

    assertThat(written.excluded()).isEqualTo(1);
    assertThat(written.otherwise()).isZero();
    assertThat(written.differences(of(record("1", "y"), record("2", "x")))).isZero();
    assertThat(written.differences(of(record("2", "x")))).as("yet it must be there").isEqualTo(1);
  }

  @Test
  void doesNotExcuseAMarkedRecordAfterAnUnmarkedOne() {
    WrittenRecords written = of(record("1", "x"), marked("1"));

    assertThat(written.otherwise()).isEqualTo(1);
    assertThat(of(record("1", "x")).differences(of(marked("1")))).isEqualTo(1);
  }

  @Test
  void countsTheReleasesThatItHasMet() {
    WrittenRecords written = new WrittenRecords();

    for (Object judges : new Object[] {0, 1, 0, 2, 1}) {
      written.add(
          new Stage.Written(digest("event"), digest("value"), false, judges, Again.REPEATS));
    }

    assertThat(written.turns()).isEqualTo(3);
  }

  private static WrittenRecords of(Stage.Written... records) {
    WrittenRecords written = new WrittenRecords();
    for (Stage.Written record : records) {
      written.add(record);
    }
    return written;
  }

  private static Stage.Written record(String id, String value) {
    return new Stage.Written(digest(id), digest(value), false, 0, Again.REPEATS);
  }

  private static Stage.Written replacing(String id, String value) {
    return new Stage.Written(digest(id), digest(value), false, 0, Again.REPLACES);
  }

  private static Stage.Written marked(String id) {
    return new Stage.Written(digest(id), digest("marked"), true, 0, Again.REPEATS);
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
