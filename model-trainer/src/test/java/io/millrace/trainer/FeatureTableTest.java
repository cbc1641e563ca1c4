package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.release.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureTableTest {
  private static final String HEADER = "event_id,event_time,amount,is_night,label,card,terminal\n";
  private static final String TWO_DAYS =
      HEADER
          + """
          1,2018-06-01T00:00:00Z,12.5,0.0,0,596,3156
          2,2018-06-01T23:59:59.999Z,0.1,1.0,1,597,3156
          3,2018-06-02T00:00:00Z,,1,,596,1
          4,2018-06-02T10:00:00Z,-7,1,1.0,598,2
          """;
  private static final DayRange FIRST_DAY = days(1, 1);

  @TempDir private Path folder;

  @Test
  void theHeaderSaysWhichColumnsAreFeaturesAndWhichEntities() throws IOException {
    FeatureTable table = read(TWO_DAYS);

    assertThat(table.features()).containsExactly("amount", "is_night");
    assertThat(table.entities()).containsExactly("card", "terminal");
    assertThat(table.rows()).isEqualTo(4);
  }

  @Test
  void daysAreInclusiveAndOnlyLabelledRowsAreExamples() throws IOException {
    FeatureTable table = read(TWO_DAYS);

    Examples first = table.examples(FIRST_DAY);
    Examples both = table.examples(days(1, 2));

    assertThat(first.values()).containsExactly(12.5f, 0, 0.1f, 1);
    assertThat(first.labels()).containsExactly(0, 1);
    assertThat(both.values()).containsExactly(12.5f, 0, 0.1f, 1, -7, 1);
    assertThat(both.size()).isEqualTo(3);
    assertThat(both.positives()).isEqualTo(2);
  }

  @Test
  void anEmptyFeatureIsMissing() throws IOException {
    FeatureTable table = read(HEADER + "1,2018-06-01T00:00:00Z,,0,1,596,3156\n");

    assertThat(table.examples(FIRST_DAY).values()).containsExactly(Float.NaN, 0);
  }

  @Test
  void entitiesAreToldApartWithinTheirColumn() throws IOException {
    Examples examples = read(TWO_DAYS).examples(days(1, 2));

    assertThat(examples.entity(0, 0)).isNotEqualTo(examples.entity(0, 1));
    assertThat(examples.entity(1, 0)).isEqualTo(examples.entity(1, 1));
  }

  @Test
  void aZippedFileHoldsTheSameAndHasItsOwnDigest() throws IOException {
    FeatureTable plain = read(TWO_DAYS);

    FeatureTable zipped = FeatureTable.read(zip("features.csv.gz", TWO_DAYS));

    assertThat(zipped.examples(FIRST_DAY).values()).isEqualTo(plain.examples(FIRST_DAY).values());
    assertThat(zipped.file()).isEqualTo("features.csv.gz");
    assertThat(zipped.sha256())
        .isEqualTo(Sha256.of(Files.readAllBytes(folder.resolve("features.csv.gz"))));
    assertThat(plain.sha256()).isEqualTo(Sha256.of(TWO_DAYS.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void manyRowsKeepTheirValues() throws IOException {
    int rows = 5000;
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < rows; i++) {
      csv.append(i).append(",2018-06-01T00:00:00Z,").append(i).append(",0.5,1,").append(i % 7);
      csv.append(",t\n");
    }

    Examples examples = read(csv.toString()).examples(FIRST_DAY);

    assertThat(examples.size()).isEqualTo(rows);
    for (int i = 0; i < rows; i++) {
      assertThat(examples.row(i)).containsExactly(i, 0.5f);
      assertThat(examples.entity(0, i)).isEqualTo(i % 7);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1,2018-06-01T00:00:00Z,much,0,1,c,t    | 'much' in column 'amount' is not a number
          1,2018-06-01T00:00:00Z,NaN,0,1,c,t     | 'NaN' in column 'amount' is beyond
          1,2018-06-01T00:00:00Z,0,1e39,1,c,t    | '1e39' in column 'is_night' is beyond
          1,2018-06-01 00:00:00,0,0,1,c,t        | '2018-06-01 00:00:00' in column 'event_time' is not a time
          1,2018-06-01T00:00:00Z,0,0,fraud,c,t   | 'fraud' in column 'label' is neither 0 nor 1
          1,2018-06-01T00:00:00Z,0,0,1,c         | 6 columns, but the header names 7
          """)
  void aWrongValueIsNamedWithItsFileAndLine(String row, String problem) {
    String good = "0,2018-06-01T00:00:00Z,0,0,1,c,t\n";

    assertThatThrownBy(() -> read(HEADER + good + row + "\n" + good))
        .isInstanceOf(MalformedTable.class)
        .hasMessageContaining("features.csv, line 3: ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          event_id,event_time,amount,card        | event_id,event_time,<features>,label,<entities>
          event_id,event_time,label              | event_id,event_time,<features>,label,<entities>
          id,event_time,amount,label             | event_id,event_time,<features>,label,<entities>
          event_id,event_time,a,b,a,label        | 'a' stands in the header twice
          """)
  void aHeaderThatIsNoneOfAFeaturesFileIsRefused(String header, String problem) {
    assertThatThrownBy(() -> read(header + "\n"))
        .isInstanceOf(MalformedTable.class)
        .hasMessageContaining("features.csv, line 1: ")
        .hasMessageContaining(problem);
  }

  @Test
  void aFileThatIsEmptyBrokenOffOrNotZippedIsRefused() throws IOException {
    byte[] zipped = Files.readAllBytes(zip("whole.csv.gz", TWO_DAYS.repeat(50)));
    Path broken = folder.resolve("broken.csv.gz");
    Files.write(broken, Arrays.copyOf(zipped, zipped.length - 20));
    Path plain = Files.writeString(folder.resolve("plain.csv.gz"), TWO_DAYS);

    assertThatThrownBy(() -> read(""))
        .isInstanceOf(MalformedTable.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> FeatureTable.read(broken))
        .isInstanceOf(MalformedTable.class)
        .hasMessageContaining("broken.csv.gz, line ");
    assertThatThrownBy(() -> FeatureTable.read(plain))
        .isInstanceOf(MalformedTable.class)
        .hasMessageContaining("is not gzip");
  }

  @Test
  void otherFeaturesThanTheModelsAreRefused() throws IOException {
    FeatureTable table = read(TWO_DAYS);

    table.requireFeatures(List.of("amount", "is_night"));

    assertThatThrownBy(() -> table.requireFeatures(List.of("is_night", "amount")))
        .isInstanceOf(TrainerFailure.class)
        .hasMessageContaining("features.csv")
        .hasMessageContaining("[is_night, amount]");
  }

  @Test
  void daysRunForward() {
    assertThatThrownBy(() -> days(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2018-06-02 to 2018-06-01");
  }

  private FeatureTable read(String csv) throws IOException {
    return FeatureTable.read(Files.writeString(folder.resolve("features.csv"), csv));
  }

  private Path zip(String name, String csv) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(csv.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static DayRange days(int from, int to) {
    return new DayRange(LocalDate.of(2018, 6, from), LocalDate.of(2018, 6, to));
  }
}
