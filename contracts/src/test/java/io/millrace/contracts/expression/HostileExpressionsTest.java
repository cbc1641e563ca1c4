package io.millrace.contracts.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A thousand expressions that nobody should write: each is refused when it is compiled, or ends
/// soon, with a value or an [ExpressionFailure], whatever else may be wrong with it.
class HostileExpressionsTest {
  private static final int EXPRESSIONS = 1_000;

  /// Far more than any of them takes, and far less than one without a bound.
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Map<String, ValueType> VARIABLES = variables();

  private static final Map<String, Object> VALUES =
      Map.of(
          "event",
          Map.of(
              "amount",
              1e300,
              "count",
              Long.MAX_VALUE,
              "id",
              "a".repeat(10_000),
              "tags",
              IntStream.range(0, 500).mapToObj(i -> "t" + i).toList(),
              "free",
              Map.of("n", List.of(1L, "x", Map.of()))),
          "time",
          Instant.EPOCH,
          "score",
          Double.NaN);

  private static Map<String, ValueType> variables() {
    Map<String, ValueType> variables = new LinkedHashMap<>();
    variables.put(
        "event",
        new Struct(
            Map.of(
                "amount", new Field(Primitive.NUMBER, true),
                "count", new Field(Primitive.INTEGER, true),
                "id", new Field(Primitive.TEXT, true),
                "tags", new Field(new ListOf(Primitive.TEXT), true),
                "free", new Field(Primitive.ANY, true),
                "tip", new Field(Primitive.NUMBER, false))));
    variables.put("time", Primitive.TIME);
    variables.put("score", Primitive.NUMBER);
    return variables;
  }

  @Test
  void eachConditionIsRefusedOrEndsSoon() {
    ExpressionCompiler compiler = ExpressionCompiler.withLists(VARIABLES);

    eachEndsSoon(source -> compiler.condition(source).test(VALUES));
  }

  @Test
  void eachPlainValueIsRefusedOrEndsSoon() {
    ExpressionCompiler compiler = new ExpressionCompiler(VARIABLES);

    eachEndsSoon(source -> compiler.plain(source).plain(VALUES));
  }

  /// One way of using an expression.
  private interface Use {
    Object of(String source) throws InvalidExpression;
  }

  private static void eachEndsSoon(Use use) {
    SplittableRandom random = new SplittableRandom(6);
    Map<String, Integer> ends = new TreeMap<>();

    for (int i = 0; i < EXPRESSIONS; i++) {
      String source = hostile(random);
      long start = System.nanoTime();

      ends.merge(end(use, source), 1, Integer::sum);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).as(source).isLessThan(SOON);
    }

    assertThat(ends).containsOnlyKeys("failed", "refused", "computed");
    assertThat(ends.values()).as("of each kind: " + ends).allMatch(count -> count > 20);
  }

  /// Anything but the two expected exceptions fails the test, errors such as a full memory too.
  private static String end(Use use, String source) {
    try {
      use.of(source);
      return "computed";
    } catch (InvalidExpression e) {
      return "refused";
    } catch (ExpressionFailure e) {
      return "failed";
    }
  }

  private static String hostile(SplittableRandom random) {
    return switch (random.nextInt(11)) {
      case 0 -> deep(random);
      case 1 -> endless(random);
      case 2 -> doubling(random);
      case 3 -> regex(random);
      case 4 -> huge(random);
      case 5 -> noise(random);
      case 6 -> comparison(random);
      case 7 -> asking(random);
      default -> grown(random, 1 + random.nextInt(7));
    };
  }

  private static String deep(SplittableRandom random) {
    int depth = 1 + random.nextInt(2_000);
    return switch (random.nextInt(5)) {
      case 0 -> "(".repeat(depth) + "true" + ")".repeat(depth);
      case 1 -> "!".repeat(depth) + "true";
      case 2 -> "size(" + "[".repeat(depth) + "]".repeat(depth) + ") == 1";
      case 3 -> "true ? ".repeat(depth / 4) + "true" + " : false".repeat(depth / 4);
      default -> "event.free" + ".n".repeat(depth) + " == 1";
    };
  }

  private static String endless(SplittableRandom random) {
    String macro = List.of("all", "exists", "exists_one").get(random.nextInt(3));
    String inner = random.nextBoolean() ? "true" : "event.id.contains('b')";
    for (int i = random.nextInt(2, 12); i > 0; i--) {
      String list = random.nextBoolean() ? "event.tags" : "[0,1,2,3,4,5,6,7,8,9]";
      inner = "%s.%s(v%d, %s)".formatted(list, macro, i, inner);
    }
    return inner;
  }

  private static String doubling(SplittableRandom random) {
    String first =
        List.of("event.id", "'abc'", "[1]", "{'k': 1}", "event.free", "b'x'")
            .get(random.nextInt(6));
    String step =
        List.of(
                "a + a",
                "[a, a]",
                "[a, 1, a]",
                "{'l': a, 'r': a}",
                "{'l': a, 'r': a, 'x': 1}",
                "[a] + [a]",
                "dyn([a, a])")
            .get(random.nextInt(7));
    String chain =
        "[%s]%s".formatted(first, ".map(a, %s)".formatted(step).repeat(random.nextInt(70)));
    return random.nextBoolean()
        ? "%s == %s".formatted(chain, chain)
        : "size(%s) > 0".formatted(chain);
  }

  private static String regex(SplittableRandom random) {
    String pattern =
        switch (random.nextInt(4)) {
          case 0 -> "(a+)+".repeat(1 + random.nextInt(200)) + "b";
          case 1 -> "(".repeat(random.nextInt(300)) + "a*";
          case 2 -> "a{%d}{%d}".formatted(random.nextInt(2_000), random.nextInt(2_000));
          default -> "(x?".repeat(40) + ")*".repeat(40);
        };
    return random.nextBoolean()
        ? "event.id.matches('%s')".formatted(pattern)
        : "event.tags.exists(t, event.id.matches(t + '%s'))".formatted(pattern);
  }

  private static String huge(SplittableRandom random) {
    int size = random.nextInt(6_000);
    return switch (random.nextInt(4)) {
      case 0 -> "'%s' == event.id".formatted("x".repeat(size));
      case 1 -> "1".repeat(size + 1) + " < event.count";
      case 2 -> "event.amount in [%s]".formatted("1.0,".repeat(size / 4) + "2.0");
      default -> "true" + " || score > 0.5".repeat(size / 15);
    };
  }

  private static String noise(SplittableRandom random) {
    return random
        .ints(1 + random.nextInt(200), 0, 0x3000)
        .filter(Character::isDefined)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String comparison(SplittableRandom random) {
    List<String> operands =
        List.of(
            "event.amount",
            "event.count",
            "event.id",
            "event.tags",
            "event.free",
            "event.free.n",
            "event.tip",
            "event.nothing",
            "nothing",
            "score",
            "time",
            "time - time",
            "null",
            "[]",
            "{}",
            "{1: 2}",
            "9223372036854775807 + 1",
            "event.count * event.count",
            "1 / 0",
            "1.0 / 0.0",
            "int(event.amount)",
            "event.free.n[99]",
            "timestamp('x')",
            "duration(event.id)");
    List<String> operators = List.of("==", "!=", "<", ">=", "in", "&&", "||", "+");
    return "%s %s %s"
        .formatted(
            operands.get(random.nextInt(operands.size())),
            operators.get(random.nextInt(operators.size())),
            operands.get(random.nextInt(operands.size())));
  }

  private static String asking(SplittableRandom random) {
    String list = List.of("'l'", "''", "'L'", "event.id", "'l' + 'm'").get(random.nextInt(5));
    String item =
        List.of("event.id", "event.count", "'x'", "event.amount", "event.free", "t")
            .get(random.nextInt(6));
    return random.nextBoolean()
        ? "in_list(%s, %s)".formatted(list, item)
        : "event.tags.all(t, !in_list('l', %s))".formatted(item);
  }

  /// An expression grown by the rules of the language, but with no regard for types.
  private static String grown(SplittableRandom random, int depth) {
    if (depth == 0) {
      return List.of(
              "event.id", "event.count", "1", "'x'", "true", "score", "event.tags", "[1]", "v")
          .get(random.nextInt(9));
    }
    String one = grown(random, depth - 1);
    String other = grown(random, random.nextInt(depth));
    return switch (random.nextInt(9)) {
      case 0 -> "(%s + %s)".formatted(one, other);
      case 1 -> "(%s == %s)".formatted(one, other);
      case 2 -> "(%s < %s)".formatted(one, other);
      case 3 -> "[%s, %s]".formatted(one, other);
      case 4 -> "%s.all(v, %s == v)".formatted(other, one);
      case 5 -> "%s.map(v, %s)".formatted(other, one);
      case 6 -> "(%s ? %s : %s)".formatted(one, other, other);
      case 7 -> "(%s || %s)".formatted(one, other);
      default -> "(size(%s) > 1)".formatted(one);
    };
  }
}
