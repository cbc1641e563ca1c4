package io.millrace.features;

import static io.millrace.features.Pipelines.feature;
import static io.millrace.features.Pipelines.where;
import static io.millrace.features.Pipelines.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.Aggregation;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Window;
import io.millrace.contracts.expression.ExpressionFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine against lists and loops, bit for bit, on random logs.
class FeatureEngineOracleTest {
  private static final Window SECOND = window(Duration.ofSeconds(1), Duration.ZERO);
  private static final Window TEN = window(Duration.ofSeconds(10), Duration.ZERO);
  private static final Window MINUTE = window(Duration.ofMinutes(1), Duration.ZERO);
  private static final Window DELAYED = window(Duration.ofMinutes(1), Duration.ofSeconds(20));
  private static final Window TEN_DELAYED = window(Duration.ofSeconds(10), Duration.ofSeconds(20));
  private static final Window ALL = window(null, Duration.ofSeconds(10));
  private static final Pipelines.FieldIs WEB = new Pipelines.FieldIs("channel", "web");
  private static final PipelineDefinition PIPELINE =
      Pipelines.of(
          feature("count_1s", "card", new Aggregation.Count(), SECOND),
          feature("count_10s", "card", new Aggregation.Count(), TEN),
          feature("count_delayed", "card", new Aggregation.Count(), DELAYED),
          feature("sum", "card", new Aggregation.Sum("amount"), MINUTE),
          feature("mean", "card", new Aggregation.Mean("amount"), TEN_DELAYED),
          feature("min", "card", new Aggregation.Min("amount"), MINUTE),
          feature("max", "card", new Aggregation.Max("amount"), TEN),
          feature("deviation", "card", new Aggregation.StandardDeviation("amount"), MINUTE),
          feature("rate", "card", new Aggregation.Rate("fraud"), DELAYED),
          feature("rate_10s", "card", new Aggregation.Rate("fraud"), TEN),
          feature("distinct", "card", new Aggregation.DistinctCount("channel"), MINUTE),
          feature("distinct_amounts", "card", new Aggregation.DistinctCount("amount"), TEN),
          feature("last", "card", new Aggregation.Last("amount"), TEN_DELAYED),
          feature("first", "card", new Aggregation.First("amount"), TEN),
          feature("since", "card", new Aggregation.TimeSinceLast(), TEN),
          feature("since_delayed", "card", new Aggregation.TimeSinceLast(), TEN_DELAYED),
          where(feature("web_count", "card", new Aggregation.Count(), MINUTE), WEB),
          where(feature("web_mean", "card", new Aggregation.Mean("amount"), TEN), WEB),
          where(feature("web_since", "card", new Aggregation.TimeSinceLast(), MINUTE), WEB),
          where(feature("web_rate", "card", new Aggregation.Rate("fraud"), DELAYED), WEB),
          feature("all_count", "shop", new Aggregation.Count(), ALL),
          feature("all_rate", "shop", new Aggregation.Rate("fraud"), ALL),
          where(feature("all_web_sum", "shop", new Aggregation.Sum("amount"), ALL), WEB));

  /// So small that few rows make a high tree.
  private static final TreeShape SMALL = new TreeShape(4, 3, 4, 3);

  private static final long[] IN_MEMORY = {0, 5_000, 1_000_000};

  private static final EntityKey[] CARDS = {
    new EntityKey("card", "1"), new EntityKey("card", "1/0"), new EntityKey("card", "x:y")
  };
  private static final EntityKey[] SHOPS = {new EntityKey("shop", "1")};

  static LongStream millionRecords() {
    return LongStream.rangeClosed(101, 140);
  }

  @ParameterizedTest
  @MethodSource("millionRecords")
  void agreesWithListsAndLoops(long seed) {
    List<Input> log = new RandomLog(seed, CARDS).records(25_000);
    MemoryEntityStore store = new MemoryEntityStore();
    Partition partition = partition(seed, store, store::advanceTo);
    List<Object> expected = expected(log);

    for (int i = 0; i < log.size(); i++) {
      assertThat(partition.answer(log.get(i))).as("%s", log.get(i)).isEqualTo(expected.get(i));
    }

    assertThat(store.size()).as("what is expired is deleted").isLessThan(3_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void agreesWhereNothingExpires(long seed) {
    List<Input> log = new RandomLog(seed, SHOPS).records(1_000);
    MemoryEntityStore store = new MemoryEntityStore();
    Partition partition = partition(seed, store, store::advanceTo);

    List<Object> answers = log.stream().map(partition::answer).toList();

    assertThat(answers).isEqualTo(expected(log));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
  void answersAReplayAsItAnsweredFirstWhateverWritesACrashLost(long seed) {
    List<Input> log = new RandomLog(seed, CARDS).records(5_000);
    List<Object> expected = expected(log);
    Random random = new Random(seed);
    CrashingStore store = new CrashingStore();
    Partition partition = partition(seed, store, store::advanceTo);
    Optional<SilentEntity> silent = Optional.empty();
    int unsteady = 1 + random.nextInt(300);
    int committed = 0;
    int crashes = 0;

    for (int i = 0; i < log.size(); i++) {
      assertThat(partition.answer(log.get(i))).as("%s", log.get(i)).isEqualTo(expected.get(i));
      long next = log.get(i).offset() + 1;
      silent = silent.filter(entity -> !entity.isDone());
      silent.ifPresent(entity -> entity.remove(next, 1 + random.nextInt(5)));
      if (silent.isEmpty()) {
        silent = partition.silentEntity(CARDS[random.nextInt(CARDS.length)], next);
      }
      if (random.nextInt(unsteady) == 0) {
        partition.writeAhead(random.nextInt(4));
      }
      if (random.nextInt(unsteady) == 0) {
        partition.flush();
        store.commit(log.get(i).offset() + 1);
        committed = i + 1;
      } else if (random.nextInt(unsteady) == 0 && committed > 0) {
        store.reportCommitted(log.get(committed - 1).offset() + 1);
      } else if (random.nextInt(unsteady * 2) == 0 && crashes < 20_000 / unsteady) {
        store.crash(random);
        partition = partition(seed, store, store::advanceTo);
        silent = Optional.empty();
        crashes++;
        i = committed - 1;
      }
    }

    partition.flush();
    assertThat(crashes).isPositive();
    assertThat(store.keys()).as("what is expired is deleted").isSubsetOf(live(store));
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void leavesNothingOfASilentEntity(long seed) {
    List<Input> log = new RandomLog(seed, CARDS).records(2_000);
    CrashingStore store = new CrashingStore();
    Partition partition = partition(seed, store, store::advanceTo);
    log.forEach(partition::answer);
    long end = log.getLast().offset() + 1;

    store.advanceTo(log.getLast().logTime() + RandomLog.SILENCE);
    for (EntityKey card : CARDS) {
      SilentEntity silent = partition.silentEntity(card, end).orElseThrow();
      while (!silent.isDone()) {
        silent.remove(end++, 10);
        partition.flush();
        store.commit(end);
        store.reportCommitted(end);
      }
    }

    assertThat(store.keys()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("takeovers")
  void whoeverKeepsMoreFindsAnEntityWholeOrForgotten(long seed) {
    Random random = new Random(seed);
    CrashingStore store = new CrashingStore();
    Partition hour = counting(seed, Duration.ofHours(1), store);
    Partition month = counting(seed, Duration.ofDays(30), store);
    int events = 1 + random.nextInt(300);
    long offset = 0;
    for (; offset < events; offset++) {
      hour.answer(event(offset, offset));
    }
    long silence = Duration.ofDays(6).toMillis() + random.nextLong(RandomLog.SILENCE / 2);
    store.advanceTo(silence);
    Optional<SilentEntity> silent = hour.silentEntity(CARDS[0], offset);
    for (int round = random.nextInt(30); round > 0; round--) {
      hour.flush();
      store.commit(++offset);
      store.reportCommitted(offset);
      long next = offset;
      silent.ifPresent(entity -> entity.remove(next, 1 + random.nextInt(8)));
    }

    hour.flush();
    store.forget(hour.forgotten(silence, month));
    Object answer = month.answer(event(offset + 1, silence));

    boolean isForgotten = silence - (events - 1) > Duration.ofDays(7).plusHours(1).toMillis();
    assertThat(answer)
        .isEqualTo(List.of(Map.entry("count", FeatureValue.of(isForgotten ? 1 : events + 1))));
  }

  static LongStream takeovers() {
    return LongStream.rangeClosed(51, 250);
  }

  private static Partition counting(long seed, Duration window, CrashingStore store) {
    return new Partition(
        Pipelines.of(
            feature("count", "card", new Aggregation.Count(), window(window, Duration.ZERO))),
        seed % 2 == 0 ? SMALL : TreeShape.DEFAULT,
        store,
        IN_MEMORY[(int) (seed / 2 % 3)],
        store::advanceTo);
  }

  /// An event of the first card that is appended to the log as it happens.
  private static Input event(long offset, long time) {
    Event event =
        new Event(
            "e" + offset,
            Instant.ofEpochMilli(time),
            List.of(CARDS[0]),
            new Position("test.raw", 0, offset),
            Payload.of("{}"));
    return new Input.Observed(CARDS[0], offset, time, event);
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42, 43})
  void leavesNothingElseAfterAReplay(long seed) {
    List<Input> log = new RandomLog(seed, CARDS).records(1_000);
    CrashingStore store = new CrashingStore();
    Partition partition = partition(seed, store, store::advanceTo);
    List<Object> answers = log.stream().map(partition::answer).toList();
    partition.flush();
    Set<String> keys = store.keys();

    List<Object> again = log.stream().map(partition::answer).toList();

    partition.flush();
    assertThat(again).isEqualTo(answers);
    assertThat(store.keys()).isEqualTo(keys);
  }

  /// The keys that a reader of the histories can come to.
  private static Set<String> live(EntityStore store) {
    EntityPlan plan =
        new EntityPlan(PIPELINE.statefulFeaturesOf("card"), PIPELINE.event().schema(), SMALL);
    Set<String> live = new HashSet<>();
    for (EntityKey card : CARDS) {
      addLive(live, "root/" + card, card, store, plan);
    }
    return live;
  }

  private static void addLive(
      Set<String> live, String key, EntityKey card, EntityStore store, EntityPlan plan) {
    byte[] bytes = store.get(key);
    if (bytes == null) {
      return;
    }
    live.add(key);
    Node node = Node.of(bytes, plan);
    for (Removal removal : node.removals()) {
      String removed = "node/" + removal.height() + "/" + removal.id() + "/" + card;
      addLive(live, removed, card, store, plan);
    }
    Content content = node.content();
    for (Row row : content.rows().inOrder()) {
      live.add("id/" + card.toString().length() + "/" + card + "/" + row.id);
    }
    for (int height = 0; height < content.lists().size(); height++) {
      for (Entry entry : content.list(height).toList()) {
        addLive(live, "node/" + height + "/" + entry.id() + "/" + card, card, store, plan);
      }
    }
  }

  /// Even seeds have small nodes, odd ones those that Millrace has; and some have roots in memory.
  private static Partition partition(long seed, EntityStore store, LongConsumer clock) {
    TreeShape shape = seed % 2 == 0 ? SMALL : TreeShape.DEFAULT;
    return new Partition(PIPELINE, shape, store, IN_MEMORY[(int) (seed / 2 % 3)], clock);
  }

  private static List<Object> expected(List<Input> log) {
    Map<EntityKey, NaiveHistory> histories = new HashMap<>();
    List<Object> expected = new ArrayList<>();
    for (Input input : log) {
      NaiveHistory history =
          histories.computeIfAbsent(input.key(), key -> new NaiveHistory(PIPELINE, key.entity()));
      history.advanceTo(input.logTime());
      expected.add(
          switch (input) {
            case Input.Observed(EntityKey _, long _, long _, var event) -> {
              try {
                yield List.copyOf(history.observe(event).entrySet());
              } catch (ExpressionFailure _) {
                yield ExpressionFailure.class;
              }
            }
            case Input.Learned(EntityKey _, long _, long _, var outcome) -> {
              history.learn(outcome);
              yield "learned";
            }
          });
    }
    return expected;
  }
}
