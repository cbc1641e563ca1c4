package io.millrace.features;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// A partition of `events-a` in which everything happens: late events, ties, duplicates, events on
/// the edges of windows, broken ones, outcomes that come early, late, again and otherwise, and now
/// and then silence for more than a week.
final class RandomLog {
  static final long SILENCE = Duration.ofDays(8).toMillis();
  private static final long[] EDGES = {1_000, 10_000, 20_000, 30_000, 60_000, 80_000};

  private final Random random;
  private final List<EntityKey> keys;
  private final List<Event> sent = new ArrayList<>();
  private final Deque<Event> announced = new ArrayDeque<>();
  private long now = 1_500_000_000_000L;
  private long logTime = now;
  private long offset;
  private int ids;

  RandomLog(long seed, EntityKey... keys) {
    this.random = new Random(seed);
    this.keys = List.of(keys);
  }

  List<Input> records(int count) {
    List<Input> records = new ArrayList<>();
    while (records.size() < count) {
      offset += 1 + random.nextInt(3);
      now += random.nextInt(10) == 0 ? random.nextInt(6_000) : 100L * random.nextInt(8);
      logTime += random.nextInt(300) == 0 ? SILENCE : random.nextInt(1_000) - 200;
      records.add(next());
    }
    return records;
  }

  private Input next() {
    int dice = random.nextInt(100);
    if (dice < 15 && !sent.isEmpty()) {
      return learned(recent());
    }
    if (dice < 20) {
      Event later = fresh();
      announced.add(later);
      return learned(later);
    }
    if (dice < 27 && !sent.isEmpty()) {
      return observed(duplicate(recent()));
    }
    if (dice < 32 && !announced.isEmpty()) {
      return observed(announced.remove());
    }
    return observed(fresh());
  }

  private Input observed(Event event) {
    sent.add(event);
    return new Input.Observed(event.entities().getFirst(), offset, logTime, event);
  }

  private Input learned(Event event) {
    Instant knownAt = event.time().plusMillis(random.nextInt(50_000) - 10_000);
    FeatureValue label = FeatureValue.of(random.nextInt(2));
    return new Input.Learned(
        event.entities().getFirst(),
        offset,
        logTime,
        new Outcome(
            event.id(), event.time(), event.entities(), label, knownAt, null, event.source()));
  }

  private Event recent() {
    return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(60)));
  }

  private Event duplicate(Event event) {
    Instant time = random.nextBoolean() ? event.time() : Instant.ofEpochMilli(time());
    return new Event(event.id(), time, event.entities(), event.source(), payload());
  }

  private Event fresh() {
    EntityKey key = keys.get(random.nextInt(keys.size()));
    Position source = new Position("test.raw", 0, offset);
    return new Event("e" + ids++, Instant.ofEpochMilli(time()), List.of(key), source, payload());
  }

  private long time() {
    int dice = random.nextInt(100);
    if (dice < 60) {
      return now;
    }
    if (dice < 75) {
      return now - random.nextInt(30_000);
    }
    if (dice < 80) {
      return now - random.nextInt(200_000);
    }
    if (dice < 82) {
      return now + random.nextInt(20_000);
    }
    if (dice < 86 && !sent.isEmpty()) {
      return recent().time().toEpochMilli();
    }
    long edge = EDGES[random.nextInt(EDGES.length)] + random.nextInt(3) - 1;
    return sent.isEmpty() ? now : recent().time().toEpochMilli() + edge;
  }

  private Payload payload() {
    String amount =
        switch (random.nextInt(8)) {
          case 0 -> "";
          case 1 -> ",\"amount\":" + random.nextInt(1000);
          case 2 -> ",\"amount\":true";
          case 3 -> ",\"amount\":" + random.nextGaussian() * 1e150;
          case 4 -> ",\"amount\":" + random.nextGaussian() * 1e-140;
          default -> ",\"amount\":" + random.nextInt(100_000) / 100.0;
        };
    String channel =
        switch (random.nextInt(60)) {
          case 0 -> "broken";
          case 1 -> "shop\",\"flag\":\"1";
          default -> random.nextInt(3) == 0 ? "web" : "app" + random.nextInt(9);
        };
    return Payload.of("{\"channel\":\"" + channel + '"' + amount + '}');
  }
}
