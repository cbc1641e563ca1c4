package io.millrace.contracts.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.expression.ConditionParts.Comparison;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.contracts.expression.ValueType.Struct;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionPartsTest {
  private final ExpressionCompiler compiler =
      new ExpressionCompiler(
          Map.of(
              "event",
              new Struct(
                  Map.of(
                      "amount", new Field(Primitive.NUMBER, true),
                      "shop", new Field(Primitive.TEXT, true),
                      "note", new Field(Primitive.TEXT, false))),
              "score",
              Primitive.NUMBER,
              "degraded",
              Primitive.TRUTH));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '`',
      textBlock =
          """
          score > 0.5 && degraded                        | score > 0.5 ; degraded
          score > 0.5&&event.amount > 1.0&&!degraded     | score > 0.5 ; event.amount > 1.0 ; !degraded
          (score > 0.5 && degraded) && event.amount > 1  | (score > 0.5 && degraded) ; event.amount > 1
          event.shop == '&&' && degraded                 | event.shop == '&&' ; degraded
          event.shop == "a\\"&&" && degraded             | event.shop == "a\\"&&" ; degraded
          event.shop == r'\\d&&' && degraded             | event.shop == r'\\d&&' ; degraded
          event.shop == '''a'&&''' && degraded           | event.shop == '''a'&&''' ; degraded
          event.shop in ['a&&b', '('] && degraded        | event.shop in ['a&&b', '('] ; degraded
          (degraded || score > 0.5) && event.amount > 1  | (degraded || score > 0.5) ; event.amount > 1
          """)
  void conjunctionIsSplitWhereItJoins(String source, String expected) throws Exception {
    assertThat(ConditionParts.conjuncts(compiler.condition(source)))
        .extracting(Expression::source)
        .containsExactly(expected.split(" ; ", -1));
  }

  @Test
  void commentsJoinNothing() throws Exception {
    Expression condition = compiler.condition("degraded // && or '\n && score > 0.5");

    assertThat(ConditionParts.conjuncts(condition))
        .extracting(Expression::source)
        .containsExactly("degraded // && or '", "score > 0.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "degraded",
        "degraded || score > 0.5 && event.amount > 1.0",
        "degraded && score > 0.5 ? event.amount > 1.0 : event.amount > 2.0",
        "has(event.note) && event.note == 'x'",
        "(degraded && score > 0.5)",
        "['a', 'b'].exists(s, s == event.shop && degraded)"
      })
  void anythingElseIsItsOwnOnlyPart(String source) throws Exception {
    Expression condition = compiler.condition(source);

    assertThat(ConditionParts.conjuncts(condition)).containsExactly(condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          score >= 0.5                | score            | >= | 0.5      | true
          score<0.5                   | score            | <  | 0.5      | true
          event.amount > 3.0 * score  | event.amount     | >  | 3.0 * score | true
          size(event.shop) <= 3       | size(event.shop) | <= | 3        | true
          event.shop != 'a<b'         | event.shop       | != | 'a<b'    | false
          """,
      quoteCharacter = '`')
  void comparisonHasTwoSides(
      String source, String left, String operator, String right, boolean isOrder) throws Exception {
    Comparison comparison = ConditionParts.comparison(compiler.condition(source)).orElseThrow();

    assertThat(comparison.left().source()).isEqualTo(left);
    assertThat(comparison.operator()).isEqualTo(operator);
    assertThat(comparison.right().source()).isEqualTo(right);
    assertThat(comparison.isOrder()).isEqualTo(isOrder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "degraded",
        "!(score > 0.5)",
        "degraded == true",
        "score > 0.5 == degraded",
        "score > 0.5 && degraded",
        "event.shop in ['a', 'b']"
      })
  void anythingElseIsNoComparison(String source) throws Exception {
    assertThat(ConditionParts.comparison(compiler.condition(source))).isEmpty();
  }
}
