package io.millrace.contracts.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.expression.PlainValue.Items;
import io.millrace.contracts.expression.PlainValue.Real;
import io.millrace.contracts.expression.PlainValue.Text;
import io.millrace.contracts.expression.PlainValue.Truth;
import io.millrace.contracts.expression.PlainValue.Whole;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCompilerTest {
  private static final Struct EVENT =
      new Struct(
          Map.of(
              "amount", new Field(Primitive.NUMBER, true),
              "count", new Field(Primitive.INTEGER, true),
              "id", new Field(Primitive.TEXT, true),
              "chip", new Field(Primitive.TRUTH, true),
              "tags", new Field(new ListOf(Primitive.TEXT), true),
              "numbers", new Field(new ListOf(Primitive.NUMBER), true),
              "free", new Field(Primitive.ANY, true),
              "tip", new Field(Primitive.NUMBER, false),
              "shop",
                  new Field(
                      new Struct(
                          Map.of(
                              "city", new Field(Primitive.TEXT, true),
                              "floor", new Field(Primitive.INTEGER, false))),
                      false)));

  /// Saturday the 2nd of June 2018, five in the morning.
  private static final Map<String, Object> VARIABLES =
      Map.of(
          "event",
          Map.of(
              "amount",
              120.5,
              "count",
              3L,
              "id",
              "a-1",
              "chip",
              true,
              "tags",
              List.of("x", "y"),
              "numbers",
              List.of(1.5, 2.0),
              "free",
              Map.of("n", 7L)),
          "time",
          Instant.parse("2018-06-02T05:00:00Z"));

  private static ExpressionCompiler compiler() {
    Map<String, ValueType> variables = new LinkedHashMap<>();
    variables.put("event", EVENT);
    variables.put("time", Primitive.TIME);
    variables.put("score", Primitive.NUMBER);
    return new ExpressionCompiler(variables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          event.amount > 100 ; true
          event.amount > 100.0 && event.count <= 3 ; true
          event.count > 2.5 ; true
          event.amount in [120.5, 7.0] ; true
          event.id == 'a-1' || event.amount < 0.0 ; true
          event.id.startsWith('b') ; false
          event.id.matches('^[a-z]-[0-9]+$') ; true
          event.tags.exists(tag, tag == 'y') ; true
          time.getDayOfWeek() == 6 ; true
          time.getHours() <= 6 ; true
          time < timestamp('2019-01-01T00:00:00Z') ; true
          time - duration('168h') < time ; true
          has(event.tip) && event.tip > 1.0 ; false
          has(event.shop) && event.shop.city == 'Graz' ; false
          event.chip ; true
          event.free.n == 7 ; true
          """,
      quoteCharacter = '`')
  void decidesConditions(String source, boolean expected) throws Exception {
    assertThat(compiler().condition(source).test(VARIABLES)).isEqualTo(expected);
  }

  @Test
  void givesNumbersTextsAndVectors() throws Exception {
    ExpressionCompiler compiler = compiler();

    assertThat(compiler.value("event.amount * 2.0").value(VARIABLES))
        .isEqualTo(FeatureValue.of(241));
    assertThat(compiler.value("event.count + 1").value(VARIABLES)).isEqualTo(FeatureValue.of(4));
    assertThat(compiler.value("uint(7)").value(VARIABLES)).isEqualTo(FeatureValue.of(7));
    assertThat(compiler.value("event.chip").value(VARIABLES)).isEqualTo(FeatureValue.of(1));
    assertThat(compiler.value("!event.chip").value(VARIABLES)).isEqualTo(FeatureValue.of(0));
    assertThat(compiler.value("event.id + '!'").value(VARIABLES))
        .isEqualTo(FeatureValue.of("a-1!"));
    assertThat(compiler.value("event.numbers").value(VARIABLES))
        .isEqualTo(FeatureValue.Vector.of(1.5, 2.0));
    assertThat(compiler.value("event.tags.map(t, size(t))").value(VARIABLES))
        .isEqualTo(FeatureValue.Vector.of(1.0, 1.0));
  }

  @Test
  void givesPlainValuesOfTheirOwnTypes() throws Exception {
    ExpressionCompiler compiler = compiler();

    assertThat(compiler.plain("event.amount * 2.0").plain(VARIABLES)).isEqualTo(new Real(241));
    assertThat(compiler.plain("event.count + 1").plain(VARIABLES)).isEqualTo(new Whole(4));
    assertThat(compiler.plain("uint(7)").plain(VARIABLES)).isEqualTo(new Whole(7));
    assertThat(compiler.plain("event.chip").plain(VARIABLES)).isEqualTo(new Truth(true));
    assertThat(compiler.plain("event.id").plain(VARIABLES)).isEqualTo(new Text("a-1"));
    assertThat(compiler.plain("event.free.n").plain(VARIABLES)).isEqualTo(new Whole(7));
    assertThat(compiler.plain("time").plain(VARIABLES)).isEqualTo(new Text("2018-06-02T05:00:00Z"));
    assertThat(compiler.plain("timestamp('2018-06-02T05:00:00.5Z')").plain(VARIABLES))
        .isEqualTo(new Text("2018-06-02T05:00:00.500Z"));
    assertThat(compiler.plain("event.tags").plain(VARIABLES))
        .isEqualTo(new Items(List.of(new Text("x"), new Text("y"))));
    assertThat(compiler.plain("[[event.count], [2]]").plain(VARIABLES))
        .isEqualTo(
            new Items(List.of(new Items(List.of(new Whole(3))), new Items(List.of(new Whole(2))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          event.amount / 0.0      | it gives Infinity, which is not finite
          event.tip               | key 'tip' is not present in map.
          event.free              | it gives neither number, truth value, text nor list of these
          [event.free]            | it gives neither number, truth value, text nor list of these
          score                   | No such attribute(s): score
          uint('9223372036854775808') | it gives 9223372036854775808, which is too large
          """)
  void saysWhyThereIsNoPlainValue(String source, String why) throws Exception {
    Expression expression = compiler().plain(source);

    assertThatThrownBy(() -> expression.plain(VARIABLES))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessage("cannot compute '" + source + "': " + why);
  }

  @Test
  void boundsPlainValuesThatHoldOneTextManyTimes() throws Exception {
    String ten = "[0,1,2,3,4,5,6,7,8,9]";
    String thousand = "%s.map(a, %s.map(b, '%s'))".formatted(ten, ten, "x".repeat(3_000));
    Expression expression = compiler().plain(thousand);
    Expression larger = compiler().plain(thousand.replace("'xxx", "event.id + event.id + 'xxx"));
    Map<String, Object> event = Map.of("event", Map.of("id", "y".repeat(5_000)));

    assertThat(expression.plain(event)).isInstanceOf(Items.class);
    assertThatThrownBy(() -> larger.plain(event))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessageContaining("it gives more than 1000000 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "event.amount, NUMBER",
    "event.count, INTEGER",
    "event.id, TEXT",
    "event.chip, TRUTH",
    "event.free.n, ANY",
    "event.amount > 1, TRUTH"
  })
  void knowsItsType(String source, Primitive type) throws Exception {
    assertThat(compiler().value(source).type()).isEqualTo(type);
  }

  @Test
  void knowsWhichVariablesItReads() throws Exception {
    Expression rule = compiler().condition("score > 0.5 && event.amount > 10");

    assertThat(rule.references("score")).isTrue();
    assertThat(rule.references("event")).isTrue();
    assertThat(rule.references("time")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          event.amuont > 1.0     | there is no field 'amuont'          | did you mean 'amount'?
          event.shop.cty == 'x'  | there is no field 'cty'             |
          scor > 0.5             | 'scor' is unknown here              | did you mean 'score'?
          in_list('x', event.id) | 'in_list' is unknown here           | it is known in the policy alone, as in_list('blocked-cards', event.customer_id)
          event.amount > 'x'     | '>' does not take (double, string)  |
          event.amount * 2       | '*' does not take (double, int)     | use values of one type; beside a double write whole numbers with a point, e.g. 2.0
          event.amount ==        | mismatched input '<EOF>' at column 16 | write an expression of CEL, e.g. event.amount > 100
          event.tip > 1.0        | event.tip may be absent             | ask first: has(event.tip) && …, or has(event.tip) ? … : …
          event.shop.city == 'x' | event.shop may be absent            |
          event                  | it is of type object event          | make it a number, a truth value, a text or a list of numbers
          event.tags             | it is of type list                  |
          null                   | it is of type null_type             |
          event.amount           | it is a number, not a condition     | compare it with something, e.g. event.amount > 100
          time > duration('7d')  | '>' does not take                   |
          time - duration('7d') < time | invalid duration format       | the units are h, m, s and ms: 7 days are 168h
          time < timestamp('x')  | Text 'x' could not be parsed        | write a time such as 2018-06-01T10:00:00Z
          event.id.matches('(')  | '(' is no regular expression        | write one in the syntax of RE2
          event.tags + event.tags == event.tags | it adds lists        | ask each of them by itself
          [event.tags] == [event.tags] | it compares collections of collections | compare what is in them
          dyn(event.tags) == event.tags | dyn() hides a type           | leave it out
          size({'a': event.tags, 'b': 1}) > 1 | it mixes collections with values of other types | use values of one type
          size([[event.tags]]) > 1 | it nests collections more than twice | make a list of lists at most
          size([event.tags, 1]) > 1 | it mixes collections with values of other types | use values of one type
          """,
      quoteCharacter = '`')
  void refusesWhatCannotWork(String source, String what, String remedy) {
    ExpressionCompiler compiler = compiler();

    InvalidExpression invalid =
        catchThrowableOfType(InvalidExpression.class, () -> compiler.condition(source));

    assertThat(invalid.problems()).hasSize(1);
    assertThat(invalid.problems().getFirst().what()).contains(what);
    if (remedy != null) {
      assertThat(invalid.problems().getFirst().remedy()).isEqualTo(remedy);
    }
  }

  @Test
  void tellsEveryProblemOfAnExpression() {
    ExpressionCompiler compiler = compiler();

    InvalidExpression invalid =
        catchThrowableOfType(
            InvalidExpression.class, () -> compiler.condition("event.amuont > 1.0 && scor > 1.0"));

    assertThat(invalid.problems()).hasSize(2);
  }

  @Test
  void asksForAGuardOnEachLevel() {
    ExpressionCompiler compiler = compiler();

    InvalidExpression invalid =
        catchThrowableOfType(
            InvalidExpression.class,
            () -> compiler.condition("has(event.shop) && event.shop.floor > 1"));

    assertThat(invalid.problems().getFirst().what()).isEqualTo("event.shop.floor may be absent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          event.amount / 0.0      | it gives Infinity, which is not finite
          event.count / 0         | / by zero
          9223372036854775807 + 1 | integer overflow
          event.free.zip          | key 'zip' is not present in map.
          event.free              | it gives neither number, text nor list of numbers
          score + 1.0             | No such attribute(s): score
          event.numbers[7]        | Index out of bounds: 7
          """)
  void saysWhyAValueCannotBeComputed(String source, String why) throws Exception {
    Expression expression = compiler().value(source);

    assertThatThrownBy(() -> expression.value(VARIABLES))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessage("cannot compute '" + source + "': " + why);
  }

  @Test
  void failsWhereAConditionTurnsOutToBeNone() throws Exception {
    Expression expression = compiler().condition("event.free.n");

    assertThatThrownBy(() -> expression.test(VARIABLES))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessage("cannot compute 'event.free.n': it gives no truth value");
  }

  @ParameterizedTest
  @CsvSource({
    "event.count / 0 < 2, / by zero",
    "event.count + 9223372036854775807 < 2, integer overflow"
  })
  void saysTheSameOfAnArithmeticErrorWhenItIsCompiled(String source, String why) throws Exception {
    Expression expression = compiler().condition(source);
    Set<String> messages = new HashSet<>();

    for (int i = 0; i < 50_000; i++) {
      try {
        expression.test(VARIABLES);
      } catch (ExpressionFailure e) {
        messages.add(String.valueOf(e.getMessage()));
      }
    }

    assertThat(messages).containsExactly("cannot compute '%s': %s".formatted(source, why));
  }

  @Test
  void boundsTheLengthOfAnExpression() {
    String huge = "event.amount > " + "1".repeat(ExpressionCompiler.MAX_SIZE);
    ExpressionCompiler compiler = compiler();

    assertThatThrownBy(() -> compiler.condition(huge))
        .isInstanceOf(InvalidExpression.class)
        .hasMessageContaining("characters are too many")
        .message()
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "!(", "1 + ("})
  void boundsTheDepthOfAnExpression(String opening) {
    String closing = opening.contains("[") ? "]" : ")";
    String deep = opening.repeat(500) + "true" + closing.repeat(500);
    ExpressionCompiler compiler = compiler();

    assertThatThrownBy(() -> compiler.condition(deep))
        .isInstanceOf(InvalidExpression.class)
        .hasMessageContaining("recursion limit");
  }

  @Test
  void boundsTheIterationsOfAnEvaluation() throws Exception {
    String endless = "true";
    for (int i = 0; i < 8; i++) {
      endless = "[0,1,2,3,4,5,6,7,8,9].all(v%d, %s)".formatted(i, endless);
    }
    Expression expression = compiler().condition(endless);

    assertThatThrownBy(() -> expression.test(VARIABLES))
        .isInstanceOf(ExpressionFailure.class)
        .hasMessageContaining("Iteration budget exceeded");
  }

  @Test
  void boundsTextsThatDouble() throws Exception {
    String doubling = ".map(a, a + a)".repeat(60);
    Expression text = compiler().condition("[event.id]%s[0] == 'x'".formatted(doubling));
    Expression bytes = compiler().condition("[b'abc']%s[0] == b'x'".formatted(doubling));

    for (Expression expression : List.of(text, bytes)) {
      assertThatThrownBy(() -> expression.test(VARIABLES))
          .isInstanceOf(ExpressionFailure.class)
          .hasMessageContaining("a text grows beyond 1000000 characters");
    }
  }

  @Test
  void boundsRegularExpressions() {
    ExpressionCompiler compiler = compiler();

    assertThatThrownBy(() -> compiler.condition("event.id.matches('(a{100}b{100}){30}')"))
        .isInstanceOf(InvalidExpression.class)
        .hasMessageContaining("is no regular expression");
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    Expression expression = compiler().value("event.amount * 2.0");
    List<Callable<Boolean>> tasks =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(thread ->
                () ->
                    IntStream.range(0, 2_000)
                        .allMatch(i ->
                            expression
                                .value(Map.of("event", Map.of("amount", (double) i)))
                                .equals(FeatureValue.of(i * 2.0))))
            .toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isTrue();
      }
    }
  }
}
