package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingTimesTest {

  @Test
  void knowsWhenARecordWasRead() {
    ReadingTimes times = new ReadingTimes(1_000);
    times.read(7, 1_001);
    times.read(8, 1_001);
    times.read(9, 1_005);

    assertThat(times.at(7)).isEqualTo(1_001);
    assertThat(times.at(8)).isEqualTo(1_001);
    assertThat(times.at(9)).isEqualTo(1_005);
  }

  @Test
  void whatIsFromBeforeCountsFromTheStart() {
    ReadingTimes times = new ReadingTimes(1_000);
    times.read(7, 1_001);

    assertThat(times.at(6)).isEqualTo(1_000);
  }

  @Test
  void knowsHowLongAgoEachRecordWasReadToAFiftiethOfThat() {
    SplittableRandom random = new SplittableRandom(1);
    ReadingTimes times = new ReadingTimes(0);
    TreeMap<Long, Long> oracle = new TreeMap<>();
    long now = 1;
    for (long offset = 0; offset < 200_000; offset++) {
      now += random.nextInt(5) == 0 ? random.nextInt(4) : 0;
      times.read(offset, now);
      oracle.put(offset, now);

      long asked =
          offset - Math.min(offset, (long) Math.exp(random.nextDouble(Math.log(offset + 2))));
      long wait = now - oracle.get(asked);
      assertThat((double) (now - times.at(asked))).isBetween((double) wait, wait * 1.021);
    }
  }
}
