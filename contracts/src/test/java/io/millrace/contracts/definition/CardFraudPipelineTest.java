package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.FeatureValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pipeline that comes with Millrace says what its data's authors compute.
class CardFraudPipelineTest {
  private static final Path FOLDER = Path.of("..", "pipelines", "card-fraud");
  private static final String EVENT =
      """
      {"tx_id":"123","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7",\
      "amount":12.5}\
      """;

  private static PipelineDefinition pipeline() throws InvalidPipeline {
    return new PipelineReader().read(FOLDER);
  }

  @Test
  void acceptsTheEventOfItsProducers() throws Exception {
    EventSchema schema = pipeline().event().schema();

    assertThat(schema.violations(EVENT.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(schema.violations("{\"amount\":-1}".getBytes(StandardCharsets.UTF_8)))
        .containsExactlyInAnyOrder(
            "tx_id is missing",
            "event_time is missing",
            "customer_id is missing",
            "terminal_id is missing",
            "amount: -1 is below the minimum 0");
  }

  @Test
  void computesTheFifteenFeaturesOfTheDataSet() throws Exception {
    PipelineDefinition pipeline = pipeline();

    assertThat(pipeline.statelessFeatures().stream().map(StatelessFeature::name))
        .containsExactly("amount", "is_weekend", "is_night");
    assertThat(pipeline.statefulFeaturesOf("card"))
        .containsExactlyElementsOf(
            each(days ->
                Stream.of(
                    feature("card_tx_count_", "card", new Aggregation.Count(), days, 0),
                    feature("card_amount_avg_", "card", new Aggregation.Mean("amount"), days, 0))));
    assertThat(pipeline.statefulFeaturesOf("terminal"))
        .containsExactlyElementsOf(
            each(days ->
                Stream.of(
                    feature("terminal_tx_count_", "terminal", new Aggregation.Count(), days, 7),
                    feature(
                        "terminal_risk_", "terminal", new Aggregation.Rate("fraud"), days, 7))));
  }

  private static List<StatefulFeature> each(IntFunction<Stream<StatefulFeature>> features) {
    return Stream.of(1, 7, 30).flatMap(features::apply).toList();
  }

  private static StatefulFeature feature(
      String prefix, String entity, Aggregation aggregation, int days, int delay) {
    Window window = new Window(Duration.ofDays(days), Duration.ofDays(delay));
    return new StatefulFeature(prefix + days + "d", entity, aggregation, window, null, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-06-01T10:00:00Z, 0, 0",
    "2018-06-02T00:00:00Z, 1, 1",
    "2018-06-03T23:59:59Z, 1, 0",
    "2018-06-04T00:00:00Z, 0, 1",
    "2018-06-01T06:59:59Z, 0, 1",
    "2018-06-01T07:00:00Z, 0, 0"
  })
  void knowsWeekendsAndNights(Instant time, double weekend, double night) throws Exception {
    Map<String, Object> variables = Map.of("event", Map.of("amount", 1.0), "time", time);

    List<FeatureValue> values =
        pipeline().statelessFeatures().stream().map(f -> f.value().value(variables)).toList();

    assertThat(values)
        .containsExactly(FeatureValue.of(1), FeatureValue.of(weekend), FeatureValue.of(night));
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0.95, false, DECLINE",
    "10, 0.90, false, DECLINE",
    "10, 0.50, false, REVIEW",
    "10, 0.49, false, APPROVE",
    "501, , false, REVIEW",
    "201, , true, REVIEW",
    "201, , false, APPROVE"
  })
  void decidesWithAndWithoutAScore(
      double amount, @Nullable Double score, boolean degraded, String outcome) throws Exception {
    Map<String, Object> event = Map.of("amount", amount);
    Map<String, Object> variables =
        score == null
            ? Map.of("event", event, "degraded", degraded)
            : Map.of("event", event, "degraded", degraded, "score", score);

    Rule decisive =
        pipeline().policy().stream()
            .filter(rule ->
                rule.when() == null
                    || ((score != null || !rule.when().references("score"))
                        && rule.when().test(variables)))
            .findFirst()
            .orElseThrow();

    assertThat(decisive.outcome()).isEqualTo(outcome);
  }

  @Test
  void feedsItsModelTheFeaturesInTheOrderItWasTrainedIn() throws Exception {
    PipelineDefinition read = pipeline();

    assertThat(read.model())
        .extracting(ModelDefinition::features)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            "amount",
            "is_weekend",
            "is_night",
            "card_tx_count_1d",
            "card_amount_avg_1d",
            "card_tx_count_7d",
            "card_amount_avg_7d",
            "card_tx_count_30d",
            "card_amount_avg_30d",
            "terminal_tx_count_1d",
            "terminal_risk_1d",
            "terminal_tx_count_7d",
            "terminal_risk_7d",
            "terminal_tx_count_30d",
            "terminal_risk_30d");
  }
}
