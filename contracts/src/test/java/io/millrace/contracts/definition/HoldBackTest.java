package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class HoldBackTest {
  private static final int EVENTS = 100_000;
  private static final List<String> IDS =
      IntStream.range(0, EVENTS).mapToObj(i -> "e" + i).toList();
  private static final Set<String> DECLINE = Set.of("DECLINE");

  @Test
  void letsItsShareOfEventsThroughAndMoreAsItGrows() {
    HoldBack small = new HoldBack(DECLINE, 0.01);
    HoldBack large = new HoldBack(DECLINE, 0.1);

    List<String> few = IDS.stream().filter(id -> small.letsThrough("DECLINE", id)).toList();
    List<String> many = IDS.stream().filter(id -> large.letsThrough("DECLINE", id)).toList();

    assertThat(few.size()).isCloseTo(1_000, within(120));
    assertThat(many.size()).isCloseTo(10_000, within(400));
    assertThat(many).containsAll(few);
  }

  @Test
  void choosesNoOtherEventsAmongThoseThatAChecksumOfTheIdChooses() {
    HoldBack holdBack = new HoldBack(DECLINE, 0.1);

    List<String> chosen = IDS.stream().filter(id -> checksum(id) < 0.2 * 0x1p32).toList();
    long both = chosen.stream().filter(id -> holdBack.letsThrough("DECLINE", id)).count();

    assertThat(both).isCloseTo(chosen.size() / 10, within(250L));
  }

  @Test
  void letsEventsOfOtherOutcomesGoTheirWay() {
    HoldBack all = new HoldBack(DECLINE, 1);

    assertThat(all.isPossible()).isTrue();
    assertThat(IDS).allMatch(id -> all.letsThrough("DECLINE", id));
    assertThat(IDS).noneMatch(id -> all.letsThrough("REVIEW", id));
  }

  @Test
  void letsNothingThroughWithoutAShareOrAnOutcome() {
    assertThat(HoldBack.NONE.isPossible()).isFalse();
    assertThat(new HoldBack(DECLINE, 0).isPossible()).isFalse();
    assertThat(IDS).noneMatch(id -> new HoldBack(DECLINE, 0).letsThrough("DECLINE", id));
    assertThat(new HoldBack(Set.of(), 0.5).isPossible()).isFalse();
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> new HoldBack(DECLINE, 1.5)).hasMessageStartingWith("1.5 is no share");
    assertThatThrownBy(() -> new HoldBack(DECLINE, Double.NaN)).hasMessageContaining("no share");
  }

  private static long checksum(String id) {
    CRC32C checksum = new CRC32C();
    checksum.update(id.getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}
