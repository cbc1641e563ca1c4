package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdIndexTest {

  @Test
  void numbersIdsAsAMapWould() {
    IdIndex index = new IdIndex();
    Map<String, Integer> oracle = new HashMap<>();
    SplittableRandom random = new SplittableRandom(11);

    for (int i = 0; i < 200_000; i++) {
      String id = id(random);
      assertThat(index.find(id)).isEqualTo(oracle.getOrDefault(id, IdIndex.NONE));
      int expected = oracle.computeIfAbsent(id, _ -> oracle.size());
      assertThat(index.numberOf(id)).isEqualTo(expected);
    }

    assertThat(index.size()).isEqualTo(oracle.size());
  }

  /// Short and long, equal and similar, and beyond ASCII: what producers call things.
  private static String id(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt(50_000));
      case 1 -> "0" + random.nextInt(1_000);
      case 2 -> "zahlung-ä-" + random.nextInt(1_000) + "-" + "x".repeat(random.nextInt(40));
      default -> random.nextInt(10) == 0 ? "" : Long.toString(random.nextLong());
    };
  }
}
