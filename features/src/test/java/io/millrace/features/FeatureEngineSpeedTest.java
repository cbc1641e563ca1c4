package io.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureEngineSpeedTest {
  private static final int KEYS = 500;
  private static final int EVENTS = 100_000;
  private static final int FEWEST_PER_SECOND = 1_000;

  @Test
  void keepsUpWithLiveTraffic() {
    FeatureEngine engine = new FeatureEngine(Pipelines.handbook());
    Histories histories = Histories.inMemory(new MemoryEntityStore());
    Duration step = Duration.ofDays(30).dividedBy(100).dividedBy(KEYS);
    Instant time = Instant.parse("2018-04-01T00:00:00Z");
    long start = 0;

    for (int i = 0; i < EVENTS; i++) {
      if (i == EVENTS / 2) {
        start = cpuNanos();
      }
      time = time.plus(step);
      observe(engine, histories, i, time);
    }

    double perSecond = EVENTS / 2 / ((cpuNanos() - start) / 1e9);
    System.out.printf("%,.0f events/s and core on keys with 100 events in 30 days%n", perSecond);
    assertThat(perSecond).isGreaterThan(FEWEST_PER_SECOND);
  }

  /// The processor's time, so that neighbours on a busy machine do not count.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void observe(FeatureEngine engine, Histories histories, int i, Instant time) {
    EntityKey card = new EntityKey("card", Integer.toString(i % KEYS));
    Payload payload = Payload.of("{\"amount\":" + i % 1000 + ".25}");
    Position source = new Position("test.raw", 0, i);
    Event event = new Event("tx" + i, time, List.of(card), source, payload);
    engine.observe(card, event, i, histories);
  }
}
