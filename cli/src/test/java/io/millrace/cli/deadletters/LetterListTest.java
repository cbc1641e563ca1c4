package io.millrace.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Position;
import org.junit.jupiter.api.Test;

class LetterListTest {
  private final LetterLog log = new LetterLog();

  @Test
  void showsTheNewestLastAndWhatWasRedriven() {
    log.take(Letters.invalid(1, "amount: -3 is below the minimum 0"));
    log.take(Letters.invalid(0, "tx_id is empty"));
    log.take(Letters.mark(2, 1, "cards.raw-3@900"));

    assertThat(list(LetterFilter.ALL, 50).text().lines())
        .containsExactly(
            "cards.dead-letters-1@0 2026-11-22T10:00:00Z ingestion-service cards.raw-3@0 7 tx_id is empty",
            "cards.dead-letters-1@1 2026-11-22T10:00:01Z ingestion-service cards.raw-3@1 7 amount: -3 is below the minimum 0 [redriven to cards.raw-3@900]",
            "2 of 2 dead letters; by reason:",
            "       1         0 redriven  ingestion-service  cards.raw                tx_id is empty",
            "       1         1 redriven  ingestion-service  cards.raw                amount: … is below the minimum …");
  }

  @Test
  void countsAllOfAKindAndShowsTheNewestAlone() {
    for (int i = 0; i < 5; i++) {
      log.take(Letters.invalid(i, "tx_id is empty"));
    }

    LetterList list = list(LetterFilter.ALL, 2);

    assertThat(list.shown())
        .extracting(shown -> shown.letter().at().offset())
        .containsExactly(3L, 4L);
    assertThat(list.kinds()).singleElement().extracting(LetterList.Counted::letters).isEqualTo(5L);
    assertThat(list.text()).contains("2 of 5 dead letters");
  }

  @Test
  void writesTheSameAsJson() {
    log.take(Letters.letter(0, "at a tick", "model-service", null, null));

    assertThat(list(LetterFilter.ALL, 50).json())
        .isEqualTo(
            """
            {"all":1,"dead_letters":[{"position":"cards.dead-letters-1@0","time":"2026-11-22T10:00:00Z",\
            "stage":"model-service","source":null,"key":"7","reason":"at a tick","redriven_to":null}],\
            "reasons":[{"stage":"model-service","source":"-","reason":"at a tick","dead_letters":1,"redriven":0}]}\
            """);
  }

  @Test
  void saysSoWhereThereIsNone() {
    assertThat(list(LetterFilter.ALL, 50).text()).isEqualTo("no dead letters");
  }

  @Test
  void letsNoControlCharacterReachTheTerminal() {
    log.take(Letters.invalid(0, "a\u001B[2Jb\nc"));

    assertThat(list(LetterFilter.ALL, 50).text().lines().findFirst().orElseThrow())
        .endsWith("7 a [2Jb c");
  }

  @Test
  void filterAsksForEverythingThatItNames() {
    log.take(Letters.invalid(0, "amount is missing"));
    log.take(Letters.invalid(1, "tx_id is empty"));
    log.take(
        Letters.letter(
            2, "action 1:b failed: HTTP 400", "action-triggers", "cards.actions-0@5", "{}"));

    assertThat(offsets(new LetterFilter("AMOUNT", null, null, null, null))).containsExactly(0L);
    assertThat(offsets(new LetterFilter(null, "action-triggers", null, null, null)))
        .containsExactly(2L);
    assertThat(offsets(new LetterFilter(null, null, "cards.raw", null, null)))
        .containsExactly(0L, 1L);
    assertThat(
            offsets(
                new LetterFilter(
                    null, null, null, Letters.TIME.plusSeconds(1), Letters.TIME.plusSeconds(2))))
        .containsExactly(1L);
  }

  @Test
  void whatWasRedrivenTwiceIsWhereItWentLast() {
    log.take(Letters.invalid(0, "amount is missing"));
    log.take(Letters.mark(1, 0, "cards.raw-3@900"));
    log.take(Letters.mark(2, 0, "cards.raw-3@901"));

    assertThat(log.redrivenTo(new Position(Letters.TOPIC, 1, 0))).hasToString("cards.raw-3@901");
  }

  private Iterable<Long> offsets(LetterFilter filter) {
    return log.matching(filter).stream().map(letter -> letter.at().offset()).toList();
  }

  private LetterList list(LetterFilter filter, int most) {
    return LetterList.of(log, log.matching(filter), most);
  }
}
