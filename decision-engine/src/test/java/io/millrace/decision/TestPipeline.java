package io.millrace.decision;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.definition.Rule;
import io.millrace.contracts.definition.TargetDefinition;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ExpressionCompiler;
import io.millrace.contracts.expression.InvalidExpression;
import io.millrace.contracts.expression.ValueType;
import io.millrace.contracts.expression.ValueType.Field;
import io.millrace.contracts.expression.ValueType.Primitive;
import io.millrace.runtime.Releases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pipeline `orders` of the test resources, and predictions for it.
final class TestPipeline {
  static final ModelRef MODEL = new ModelRef("orders", "ab12");

  private static final ModelDefinition LEARNED =
      new ModelDefinition(
          Path.of("model.onnx"),
          List.of("amount", "risk"),
          Map.of(),
          Map.of(Assessment.SCORE, new ModelOutput("score", 0)),
          null,
          null,
          Withdrawal.among(Withdrawal.DEFAULT_OF),
          null);

  private TestPipeline() {}

  static PipelineDefinition orders() {
    try {
      return new PipelineReader().read(Path.of("src/test/resources/orders"));
    } catch (InvalidPipeline e) {
      throw new AssertionError(e);
    }
  }

  /// The same with other actions.
  static PipelineDefinition ordersWith(String actions, Path folder) throws Exception {
    Path orders = Path.of("src/test/resources/orders");
    String text = Files.readString(orders.resolve("pipeline.yaml"));
    String before = text.substring(0, text.indexOf("\nactions:"));
    String after = text.substring(text.indexOf("\nduplicates:"));
    Files.writeString(folder.resolve("pipeline.yaml"), before + "\nactions:\n" + actions + after);
    Files.copy(orders.resolve("event.schema.json"), folder.resolve("event.schema.json"));
    return new PipelineReader().read(folder);
  }

  /// The folder, and as release 3 orders that are all held.
  static Releases releases() {
    PipelineDefinition held =
        ordersBy(
            List.of(new Rule(null, "HOLD", "ALL_HELD", false)),
            Map.of("HOLD", List.of(new ActionDefinition("log", new TargetDefinition.Log(), null))));
    return Releases.of(Map.of(0, orders(), 3, held));
  }

  /// The same pipeline with another policy, and without actions.
  static PipelineDefinition ordersBy(List<Rule> policy) {
    return ordersBy(policy, Map.of());
  }

  /// The same, with a share of the events of some outcomes let through.
  static PipelineDefinition holdingBack(
      PipelineDefinition orders, Set<String> blinding, double share) {
    LearningDefinition learning =
        new LearningDefinition(
            LEARNED,
            Duration.ofDays(7),
            Duration.ofDays(28),
            1,
            blinding,
            share,
            Training.DEFAULT,
            Promotion.DEFAULT,
            LearningDefinition.Evaluation.DEFAULT);
    return with(orders.policy(), orders.actions(), learning);
  }

  private static PipelineDefinition ordersBy(
      List<Rule> policy, Map<String, List<ActionDefinition>> actions) {
    return with(policy, actions, null);
  }

  private static PipelineDefinition with(
      List<Rule> policy,
      Map<String, List<ActionDefinition>> actions,
      @Nullable LearningDefinition learning) {
    PipelineDefinition orders = orders();
    return new PipelineDefinition(
        orders.name(),
        orders.event(),
        orders.entities(),
        orders.routes(),
        orders.statefulFeatures(),
        orders.statelessFeatures(),
        orders.model(),
        policy,
        actions,
        orders.feedback(),
        learning,
        orders.duplicatesWithin());
  }

  /// Orders that are declined if `b` is blocked.
  static Releases asking() {
    return Releases.of(
        ordersBy(
            List.of(
                rule("in_list('blocked', 'b')", "DECLINE", "BLOCKED"),
                new Rule(null, "APPROVE", null, false))));
  }

  /// A rule over the score and the features of the pipeline.
  static Rule rule(String when, String outcome, String reason) {
    return new Rule(condition(when), outcome, reason, false);
  }

  /// The same in shadow.
  static Rule shadowRule(String when, String outcome, String reason) {
    return new Rule(condition(when), outcome, reason, true);
  }

  private static Expression condition(String when) {
    Field number = new Field(Primitive.NUMBER, true);
    Map<String, ValueType> variables =
        Map.of(
            "features",
            new ValueType.Struct(Map.of("amount", number, "risk", number)),
            "score",
            Primitive.NUMBER);
    try {
      return ExpressionCompiler.withLists(variables).condition(when);
    } catch (InvalidExpression e) {
      throw new AssertionError(e);
    }
  }

  /// A prediction for an order of 20.0, scored as given if at all.
  static Prediction prediction(String id, int items, @Nullable Double score, String... degraded) {
    return prediction(event(id, items), Map.of("amount", 20.0), score, List.of(degraded));
  }

  /// The same as a release says it.
  static Prediction by(int release, Prediction prediction) {
    Assessment judged = prediction.judged();
    Assessment other =
        new Assessment(
            release,
            judged.features(),
            judged.outputs(),
            judged.model(),
            judged.degraded(),
            null,
            List.of());
    return new Prediction(prediction.event(), other, null, prediction.sources());
  }

  /// The same where a feature has moved the score.
  static Prediction explained(Prediction prediction, String feature, double effect) {
    Assessment judged = prediction.judged();
    Assessment explained =
        new Assessment(
            judged.release(),
            judged.features(),
            judged.outputs(),
            judged.model(),
            judged.degraded(),
            null,
            List.of(new Assessment.Attribution(feature, effect)));
    return new Prediction(prediction.event(), explained, null, prediction.sources());
  }

  static Prediction prediction(
      Event event, Map<String, Double> features, @Nullable Double score, List<String> degraded) {
    Map<String, FeatureValue> values = new LinkedHashMap<>();
    features.forEach((name, value) -> values.put(name, FeatureValue.of(value)));
    Assessment assessment =
        new Assessment(
            0,
            values,
            score == null ? Map.of() : Map.of(Assessment.SCORE, FeatureValue.of(score)),
            score == null ? null : MODEL,
            degraded,
            null,
            List.of());
    return new Prediction(
        event, assessment, null, Map.of(Part.EVENT, new Position("orders.features-b", 0, 5)));
  }

  static Event event(String id, int items) {
    return new Event(
        id,
        Instant.parse("2018-06-02T10:00:00Z"),
        List.of(new EntityKey("card", "42")),
        new Position("orders.raw", 2, 17),
        Payload.of("{\"id\": \"%s\", \"items\": %d}".formatted(id, items)));
  }
}
