package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.Cards;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final String HEADER = "tx_id,event_time,customer_id,terminal_id,amount,fraud";

  @TempDir private Path folder;

  @Test
  void makesRowsTheJsonThatAProducerSends() throws IOException {
    PastEvent event = only(HEADER, "123,2018-06-01T10:00:00Z,42,7,12.50,1");

    assertThat(event.payload())
        .hasToString(
            "{\"tx_id\":\"123\",\"event_time\":\"2018-06-01T10:00:00Z\",\"customer_id\":\"42\",\"terminal_id\":\"7\",\"amount\":12.5}");
    assertThat(event.id()).isEqualTo("123");
    assertThat(event.time()).isEqualTo(Instant.parse("2018-06-01T10:00:00Z"));
    assertThat(event.entities())
        .containsExactly(new EntityKey("card", "42"), new EntityKey("terminal", "7"));
    assertThat(event.key()).isEqualTo("42");
  }

  @Test
  void knowsALabelAfterTheTimeThatThePipelineSays() throws IOException {
    PastEvent event = only(HEADER, "123,2018-06-01T10:00:00Z,42,7,12.50,1");

    assertThat(event.outcome())
        .isEqualTo(new Label(FeatureValue.of(1), Instant.parse("2018-06-02T10:00:00Z")));
  }

  @Test
  void knowsALabelAfterTheTimeChosen() throws IOException {
    Path file = Cards.table(folder, "t.csv", HEADER, "123,2018-06-01T10:00:00Z,42,7,12.50,0");

    PastEvent event;
    try (History history = History.open(file, Cards.pipeline(), Map.of(), Duration.ofDays(7))) {
      event = history.next();
    }

    assertThat(event.outcome())
        .isEqualTo(new Label(FeatureValue.of(0), Instant.parse("2018-06-08T10:00:00Z")));
  }

  @Test
  void takesTheTimeAtWhichALabelBecameKnownFromItsColumn() throws IOException {
    PastEvent event =
        only(
            HEADER + ",labelled_at",
            "123,2018-06-01T10:00:00Z,42,7,12.50,true,2018-06-01T11:00:00Z");

    assertThat(event.outcome())
        .isEqualTo(new Label(FeatureValue.of(1), Instant.parse("2018-06-01T11:00:00Z")));
  }

  @Test
  void hasNoOutcomeWhereTheLabelIsEmpty() throws IOException {
    PastEvent event = only(HEADER, "123,2018-06-01T10:00:00Z,42,7,12.50,");

    assertThat(event.outcome()).isNull();
  }

  @Test
  void writesEveryTypeOfTheSchemaAndLeavesOutEmptyCellsAndOtherColumns() throws IOException {
    PastEvent event =
        only(
            HEADER + ",items,abroad,tags,remark",
            "1,2018-06-01T10:00:00Z,42,7,0.1,,3,true,\"[\"\"a\"\",\"\"b\"\"]\",nice",
            "2,2018-06-01T10:00:01Z,42,7,0.1,,,,,");

    assertThat(event.payload().toString())
        .endsWith("\"amount\":0.1,\"items\":3,\"abroad\":true,\"tags\":[\"a\",\"b\"]}");
  }

  @Test
  void mapsColumnsWithOtherNames() throws IOException {
    Path file =
        Cards.table(
            folder,
            "t.csv",
            "id,event_time,customer_id,terminal_id,amount,fraud",
            "123,2018-06-01T10:00:00Z,42,7,12.50,1");

    try (History history = History.open(file, Cards.pipeline(), Map.of("id", "tx_id"), null)) {
      assertThat(history.next().payload().toString()).startsWith("{\"tx_id\":\"123\"");
    }
  }

  @Test
  void readsGzippedTables() throws IOException {
    Path file = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((HEADER + "\n1,2018-06-01T10:00:00Z,42,7,1,0\n").getBytes(StandardCharsets.UTF_8));
    }

    try (History history = History.open(file, Cards.pipeline(), Map.of(), null)) {
      assertThat(history.next().id()).isEqualTo("1");
      assertThat(history.hasNext()).isFalse();
    }
  }

  @Test
  void namesFileLineAndValueOfACellThatDoesNotFit() {
    assertThatThrownBy(() -> only(HEADER, "123,2018-06-01T10:00:00Z,42,7,twelve,1"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageEndingWith(
            "t.csv:2: 'twelve' is not a number, as the schema wants for 'amount'");
    assertThatThrownBy(() -> only(HEADER, "123,yesterday,42,7,12.5,1"))
        .hasMessageEndingWith("t.csv:2: 'yesterday' is not a time such as 2018-06-01T10:00:00Z");
    assertThatThrownBy(() -> only(HEADER, "123,2018-06-01T10:00:00Z,,7,12.5,1"))
        .hasMessageEndingWith("t.csv:2: card is empty");
    assertThatThrownBy(() -> only(HEADER, "123,2018-06-01T10:00:00Z,42"))
        .hasMessageEndingWith("t.csv:2 has 3 values, but the header names 6 columns");
  }

  @Test
  void namesTheColumnThatIsMissingAndTheRemedy() {
    assertThatThrownBy(() -> only("id,event_time,customer_id,terminal_id", "1,2,3,4"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("has no column 'tx_id' (the event's id)")
        .hasMessageContaining("--map COLUMN=tx_id");
  }

  @Test
  void refusesAMappingOfAColumnThatIsNotThere() throws IOException {
    Path file = Cards.table(folder, "t.csv", HEADER);

    assertThatThrownBy(() -> History.open(file, Cards.pipeline(), Map.of("x", "amount"), null))
        .hasMessageContaining("--map x=amount")
        .hasMessageContaining("has no column 'x'");
  }

  @Test
  void namesAFileThatIsNotThereOrEmptyOrBroken() throws IOException {
    assertThatThrownBy(() -> open(folder.resolve("none.csv")))
        .hasMessageEndingWith("none.csv is not a file that can be read");
    assertThatThrownBy(() -> open(Files.createFile(folder.resolve("empty.csv"))))
        .hasMessageContaining("empty.csv is empty");
    assertThatThrownBy(() -> open(Cards.table(folder, "plain.csv.gz", HEADER)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("plain.csv.gz");
  }

  @Test
  void mergesHistoriesInTheOrderOfTime() throws IOException {
    Path evens = Cards.table(folder, "evens.csv", HEADER, row(0, "10:00:00"), row(2, "10:00:02"));
    Path odds = Cards.table(folder, "odds.csv", HEADER, row(1, "10:00:01"), row(3, "10:00:02"));

    MergedHistory merged = new MergedHistory(List.of(open(evens), open(odds)));

    assertThat(merged).toIterable().extracting(PastEvent::id).containsExactly("0", "1", "2", "3");
  }

  @Test
  void refusesToMergeAHistoryThatIsNotInTheOrderOfTime() throws IOException {
    Path file = Cards.table(folder, "t.csv", HEADER, row(0, "10:00:05"), row(1, "10:00:04"));
    MergedHistory merged = new MergedHistory(List.of(open(file)));

    assertThatThrownBy(merged::next)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("t.csv is not in the order of time: event 1")
        .hasMessageContaining("sort it by time");
  }

  private static String row(int id, String time) {
    return "%d,2018-06-01T%sZ,42,7,1.0,0".formatted(id, time);
  }

  private static History open(Path file) {
    return History.open(file, Cards.pipeline(), Map.of(), null);
  }

  private PastEvent only(String... lines) throws IOException {
    try (History history = open(Cards.table(folder, "t.csv", lines))) {
      return history.next();
    }
  }
}
