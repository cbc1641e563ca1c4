package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.Cards;
import io.millrace.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {
  private static final String HEADER = "tx_id,event_time,customer_id,terminal_id,amount,fraud";

  @TempDir private Path folder;
  @AutoClose private final Workers workers = new Workers(3);

  @Test
  void hasTheColumnsThatTrainingReads() {
    Backfill backfill = new Backfill(Cards.pipeline(), List.of("amount", "card_count_1d"), workers);

    assertThat(backfill.header())
        .containsExactly(
            "event_id", "event_time", "amount", "card_count_1d", "label", "card", "terminal");
  }

  @Test
  void takesAllFeaturesInTheOrderOfTheirDefinitionWithoutAModel() {
    assertThat(FeatureColumns.ofModel(Cards.pipeline()))
        .containsExactly("card_count_1d", "card_mean_1d", "terminal_risk_30d", "amount");
  }

  @Test
  void computesFeaturesOfTheEventAndOfItsEntities() throws IOException {
    List<List<String>> rows =
        rows(
            HEADER,
            "1,2018-06-01T10:00:00Z,42,7,1.5,0",
            "2,2018-06-01T11:00:00Z,42,8,2.5,0",
            "3,2018-06-02T10:30:00Z,42,8,3.5,");

    assertThat(rows)
        .containsExactly(
            List.of("1", "2018-06-01T10:00:00Z", "1.5", "1.0", "1.5", "0.0", "0.0", "42", "7"),
            List.of("2", "2018-06-01T11:00:00Z", "2.5", "2.0", "2.0", "0.0", "0.0", "42", "8"),
            List.of("3", "2018-06-02T10:30:00Z", "3.5", "2.0", "3.0", "0.0", "", "42", "8"));
  }

  @Test
  void letsAnOutcomeCountFromTheTimeItIsKnown() throws IOException {
    List<List<String>> rows =
        rows(
            HEADER,
            "1,2018-06-01T10:00:00Z,1,7,5,1",
            "2,2018-06-02T09:59:59Z,2,7,5,0",
            "3,2018-06-02T10:00:00Z,3,7,5,0");

    assertThat(rows).extracting(row -> row.get(5)).containsExactly("0.0", "0.0", text(1.0 / 3));
  }

  @Test
  void leavesOutWhatThePipelineSendsToItsDeadLetters() throws IOException {
    List<List<String>> rows =
        rows(
            HEADER,
            "negative,2018-06-01T10:00:00Z,1,7,-5,0",
            "of no route,2018-06-01T10:00:00Z,1,7,5000,0",
            "good,2018-06-01T10:00:00Z,1,7,5,0");

    assertThat(rows).extracting(List::getFirst).containsExactly("good");
    assertThat(rows.getFirst().get(3)).isEqualTo("1.0");
  }

  @Test
  void refusesAFeatureThatThePipelineHasNot() {
    assertThatThrownBy(() -> new Backfill(Cards.pipeline(), List.of("amuont"), workers))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "cards has no feature 'amuont', only card_count_1d, card_mean_1d, terminal_risk_30d, amount");
  }

  private List<List<String>> rows(String... lines) throws IOException {
    Backfill backfill =
        new Backfill(
            Cards.pipeline(),
            List.of("amount", "card_count_1d", "card_mean_1d", "terminal_risk_30d"),
            workers);
    List<Happening> all = new ArrayList<>();
    try (History history =
        History.open(Cards.table(folder, "t.csv", lines), Cards.pipeline(), Map.of(), null)) {
      new Timeline(history, Timeline.End.AT_LAST_EVENT).forEachRemaining(all::add);
    }
    return backfill.rows(all);
  }

  private static String text(double number) {
    return Double.toString(number);
  }
}
