package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadingTimesTest {
  private static final int RECORDS = 200_000;

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
    long[] oracle = new long[RECORDS];
    long now = 1;
    for (int offset = 0; offset < RECORDS; offset++) {
      now += random.nextInt(5) == 0 ? random.nextInt(4) : 0;
      times.read(offset, now);
      oracle[offset] = now;

      int back = (int) Math.exp(random.nextDouble(Math.log(offset + 2)));
      int asked = offset - Math.min(offset, back);
      long wait = now - oracle[asked];
      assertThat((double) (now - times.at(asked))).isBetween((double) wait, wait * 1.021);
    }
  }
}
