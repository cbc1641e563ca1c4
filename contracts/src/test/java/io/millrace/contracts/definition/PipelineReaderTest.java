package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.ValueType.ListOf;
import io.millrace.contracts.expression.ValueType.Primitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineReaderTest {
  @TempDir private Path folder;

  @Test
  void readsEverySection() throws Exception {
    PipelineDefinition pipeline = new PipelineReader().read(PipelineFiles.VALID.writeTo(folder));

    assertThat(pipeline.name()).isEqualTo("shop");
    assertThat(pipeline.event().idField()).isEqualTo("order");
    assertThat(pipeline.event().timeField()).isEqualTo("at");
    assertThat(pipeline.entities()).containsExactly(Map.entry("customer", "customer"));
    assertThat(pipeline.statefulFeatures())
        .containsExactly(
            feature("orders_7d", new Aggregation.Count(), 7, 0),
            feature("spent_7d", new Aggregation.Sum("total"), 7, 0),
            feature("returns_30d", new Aggregation.Rate("returned"), 30, 1));
    assertThat(pipeline.statelessFeatures().getLast().otherwise()).isEqualTo(FeatureValue.of("AT"));
    assertThat(pipeline.model())
        .isEqualTo(
            new ModelDefinition(
                folder.resolve("model.onnx"),
                List.of("total", "orders_7d"),
                Map.of(),
                Map.of("score", new ModelOutput("probabilities", 1)),
                null,
                null,
                new Withdrawal(50, 1_000),
                null));
    assertThat(pipeline.policy().getFirst().outcome()).isEqualTo("STOP");
    assertThat(pipeline.policy().getFirst().when())
        .matches(when -> when != null && when.references("score"));
    assertThat(pipeline.actions().get("STOP"))
        .containsExactly(
            new ActionDefinition("topic-stopped", new TargetDefinition.Topic("stopped"), null));
    assertThat(pipeline.feedback())
        .isEqualTo(
            new FeedbackDefinition("order", "at", "known", "returned", null, Duration.ofDays(1)));
  }

  private static StatefulFeature feature(
      String name, Aggregation aggregation, int days, int delay) {
    return new StatefulFeature(
        name,
        "customer",
        aggregation,
        new Window(Duration.ofDays(days), Duration.ofDays(delay)),
        null,
        0);
  }

  @Test
  void hasDefaultsForWhatNeedNotBeSaid() throws Exception {
    Path small =
        new PipelineFiles(
                """
                pipeline: small
                event: {schema: event.schema.json, id: order, time: at}
                entities: {customer: customer}
                policy: [{decide: GO}]
                """,
                PipelineFiles.VALID.schema())
            .writeTo(folder);

    PipelineDefinition pipeline = new PipelineReader().read(small);

    assertThat(pipeline.event().maxAhead()).isEqualTo(Duration.ofDays(1));
    assertThat(pipeline.event().maxBytes()).isEqualTo(262_144);
    assertThat(pipeline.routes()).containsExactly(new Route(null, true, true));
    assertThat(pipeline.duplicatesWithin()).isEqualTo(Duration.ofHours(1));
    assertThat(pipeline.model()).isNull();
    assertThat(pipeline.feedback()).isNull();
    assertThat(pipeline.actions()).isEmpty();
  }

  @Test
  void readsEveryAggregation() throws Exception {
    Path all =
        PipelineFiles.VALID
            .with(
                "    orders_7d:",
                """
                    f_avg: {entity: customer, avg: total, window: 1s}
                    f_min: {entity: customer, min: total, window: 90m}
                    f_max: {entity: customer, max: customer, window: 12h}
                    f_stddev: {entity: customer, stddev: total, window: 400d}
                    f_distinct: {entity: customer, distinct: country, window: all}
                    f_last: {entity: customer, last: total, window: all, delay: 1d}
                    f_first: {entity: customer, first: total, window: all, default: -1}
                    f_since: {entity: customer, time_since_last: all, window: 7d, default: 1e6}
                    f_where: {entity: customer, count: all, window: 7d, where: event.total > 10}
                    orders_7d:\
                """)
            .writeTo(folder);

    List<StatefulFeature> features = new PipelineReader().read(all).statefulFeatures();

    assertThat(features.stream().map(StatefulFeature::aggregation).limit(9))
        .containsExactly(
            new Aggregation.Mean("total"),
            new Aggregation.Min("total"),
            new Aggregation.Max("customer"),
            new Aggregation.StandardDeviation("total"),
            new Aggregation.DistinctCount("country"),
            new Aggregation.Last("total"),
            new Aggregation.First("total"),
            new Aggregation.TimeSinceLast(),
            new Aggregation.Count());
    assertThat(features.get(5).window()).isEqualTo(new Window(null, Duration.ofDays(1)));
    assertThat(features.get(7).otherwise()).isEqualTo(1e6);
    assertThat(features.get(8).where()).hasToString("event.total > 10");
  }

  @Test
  void readsAModelWithSeveralInputsAndARange() throws Exception {
    Path pipeline =
        PipelineFiles.VALID
            .with("features: [total, orders_7d]", "inputs: {deep: [orders_7d], wide: [total]}")
            .with(
                "score: probabilities[1]",
                "score: odds[not ok]\n  range: [-0.5, 1e3]\n  withdraw: {failures: 3, of: 20}")
            .writeTo(folder);

    ModelDefinition model = new PipelineReader().read(pipeline).model();

    assertThat(model)
        .isEqualTo(
            new ModelDefinition(
                folder.resolve("model.onnx"),
                List.of("orders_7d", "total"),
                Map.of("deep", List.of("orders_7d"), "wide", List.of("total")),
                Map.of("score", new ModelOutput("odds", "not ok")),
                new ScoreRange(-0.5, 1000),
                null,
                new Withdrawal(3, 20),
                null));
  }

  @Test
  void readsEveryKindOfAction() throws Exception {
    Path actions =
        PipelineFiles.VALID
            .with(
                "{topic: stopped}",
                "{webhook: {url: \"${HOOK}\"}, name: call}\n    - {log}\n    - log: true\n"
                    + "      name: log-2\n    - {webhook: {url: \"https://x.org/a?k=${K}\"}}")
            .writeTo(folder);

    assertThat(new PipelineReader().read(actions).actions().get("STOP"))
        .containsExactly(
            new ActionDefinition("call", webhook("${HOOK}", Map.of()), null),
            new ActionDefinition("log", new TargetDefinition.Log(), null),
            new ActionDefinition("log-2", new TargetDefinition.Log(), null),
            new ActionDefinition(
                "webhook-https-x-org-a-k-k", webhook("https://x.org/a?k=${K}", Map.of()), null));
  }

  @Test
  void readsHeadersAndBodyOfAWebhook() throws Exception {
    Path actions =
        PipelineFiles.VALID
            .with(
                "{topic: stopped}",
                "{webhook: {url: \"${HOOK}\", headers: {Authorization: \"Bearer ${TOKEN}\", x-team: 7},"
                    + " body: {card: event.customer, why: \"reasons[0]\", all: [score, [time]]}}}")
            .writeTo(folder);

    ActionDefinition action = firstAction(actions);

    assertThat(action.name()).isEqualTo("webhook-hook");
    assertThat(action.target())
        .isEqualTo(webhook("${HOOK}", Map.of("authorization", "Bearer ${TOKEN}", "x-team", "7")));
    assertThat(action.body())
        .isInstanceOfSatisfying(
            BodyTemplate.Fields.class,
            body -> {
              assertThat(body.fields()).containsOnlyKeys("card", "why", "all");
              assertThat(body.expressions())
                  .extracting(Expression::source)
                  .containsExactly("event.customer", "reasons[0]", "score", "time");
            });
  }

  @Test
  void readsTheBodyOfATopicAction() throws Exception {
    Path actions =
        PipelineFiles.VALID
            .with("{topic: stopped}", "{topic: stopped, body: [event.tip, event.items, outcome]}")
            .writeTo(folder);

    BodyTemplate body = firstAction(actions).body();

    assertThat(body)
        .isInstanceOfSatisfying(
            BodyTemplate.Items.class,
            items ->
                assertThat(items.expressions())
                    .extracting(Expression::type)
                    .containsExactly(
                        Primitive.NUMBER, new ListOf(Primitive.NUMBER), Primitive.TEXT));
  }

  private static ActionDefinition firstAction(Path pipeline) throws InvalidPipeline {
    return new PipelineReader().read(pipeline).actions().values().iterator().next().getFirst();
  }

  private static TargetDefinition.Webhook webhook(String url, Map<String, String> headers) {
    return new TargetDefinition.Webhook(url, headers);
  }

  @Test
  void actionThatAddsTheSameToAListMayStandUnderSeveralOutcomes() throws Exception {
    String action = "{add_to_list: {list: stopped, item: event.customer, for: 24h}}";
    Path twice =
        PipelineFiles.VALID
            .with("- {topic: stopped}", "- %s\n  GO:\n    - %s".formatted(action, action))
            .writeTo(folder);

    Map<String, List<ActionDefinition>> actions = new PipelineReader().read(twice).actions();

    assertThat(actions.get("STOP")).isEqualTo(actions.get("GO"));
    assertThat(actions.get("GO"))
        .singleElement()
        .extracting(ActionDefinition::name)
        .isEqualTo("add-to-list-stopped");
  }

  @Test
  void readsARuleInShadow() throws Exception {
    Path trial =
        PipelineFiles.VALID.with("reason: RISK", "reason: RISK, shadow: true").writeTo(folder);

    assertThat(new PipelineReader().read(trial).policy())
        .extracting(Rule::isShadow)
        .containsExactly(true, false);
  }

  @Test
  void readsThresholdsThatDifferBySegment() throws Exception {
    Path segments =
        PipelineFiles.VALID
            .with(
                "policy:",
                """
                thresholds:
                  risk: {default: 0.9, by: event.country, values: {AT: 0.5, "no": 0.7}}
                  most: {default: 100, by: event.customer, values: {7: 50}}
                  least: 1.5
                policy:\
                """)
            .with("score > 0.9", "score > thresholds.risk && event.total > thresholds.least")
            .with(
                "{decide: GO}",
                "{when: event.total > thresholds.most, decide: WAIT}\n  - {decide: GO}")
            .writeTo(folder);

    List<Rule> policy = new PipelineReader().read(segments).policy();

    assertThat(isMet(policy.get(0), "AT", 7, 2, 0.6)).isTrue();
    assertThat(isMet(policy.get(0), "no", 7, 2, 0.6)).isFalse();
    assertThat(isMet(policy.get(0), "DE", 7, 2, 0.89)).isFalse();
    assertThat(isMet(policy.get(0), "DE", 7, 2, 0.91)).isTrue();
    assertThat(isMet(policy.get(0), "DE", 7, 1, 0.91)).isFalse();
    assertThat(isMet(policy.get(1), "DE", 7, 60, 0)).isTrue();
    assertThat(isMet(policy.get(1), "DE", 8, 60, 0)).isFalse();
    assertThat(policy.get(0).when()).matches(when -> when != null && when.references("event"));
  }

  private static boolean isMet(
      Rule rule, String country, long customer, double total, double score) {
    Map<String, Object> event = Map.of("country", country, "customer", customer, "total", total);
    return Objects.requireNonNull(rule.when()).test(Map.of("event", event, "score", score));
  }

  @Test
  void readsWhichListsARuleAsks() throws Exception {
    Path asking =
        PipelineFiles.VALID
            .with(
                "score > 0.9",
                "in_list('stopped', event.customer) && !in_list('known', event.order)")
            .writeTo(folder);

    Rule rule = new PipelineReader().read(asking).policy().getFirst();

    Expression when = Objects.requireNonNull(rule.when());
    Map<String, Object> variables = Map.of("event", Map.of("customer", 7L, "order", "o1"));
    assertThat(when.lists()).containsExactlyInAnyOrder("stopped", "known");
    assertThat(when.test(variables)).isFalse();
    assertThat(when.test(variables, (list, item) -> list.equals("stopped") && item.equals("7")))
        .isTrue();
    assertThat(when.test(variables, (list, item) -> true)).isFalse();
  }

  @Test
  void takesScalarsAsTheyAreWritten() throws Exception {
    Path odd =
        PipelineFiles.VALID
            .with("decide: GO", "decide: no")
            .with("country, default: AT", "country, default: 1e3")
            .writeTo(folder);

    PipelineDefinition pipeline = new PipelineReader().read(odd);

    assertThat(pipeline.policy().getLast().outcome()).isEqualTo("no");
    assertThat(pipeline.statelessFeatures().getLast().otherwise())
        .isEqualTo(FeatureValue.of("1e3"));
  }

  @Test
  void tellsAllFindingsAtOnceInTheOrderOfTheText() throws Exception {
    PipelineFiles broken =
        PipelineFiles.VALID
            .with("sum: total, window: 7d", "sum: totl, window: 7x")
            .with("pipeline: shop", "pipeline: Shop")
            .with("decide: GO", "decid: GO");

    assertThatThrownBy(() -> new PipelineReader().read(broken.writeTo(folder)))
        .isInstanceOfSatisfying(
            InvalidPipeline.class,
            invalid ->
                assertThat(invalid.findings())
                    .extracting(Finding::line)
                    .containsExactly(1, 10, 10, 21, 21));
  }

  @Test
  void namesTheFolderThatIsMissing() {
    Path missing = folder.resolve("nowhere");

    assertThatThrownBy(() -> new PipelineReader().read(missing))
        .isInstanceOf(InvalidPipeline.class)
        .hasMessage("pipeline.yaml: there is no folder " + missing + ": name a pipeline folder");
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThatThrownBy(() -> new PipelineReader().read(folder))
        .hasMessage(
            "pipeline.yaml: there is no such file in "
                + folder
                + ": create it, or name another folder");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws Exception {
    Path pipeline = PipelineFiles.VALID.writeTo(folder);
    Files.write(
        folder.resolve("event.schema.json"), "{\"ü\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> new PipelineReader().read(pipeline))
        .hasMessage("event.schema.json: the file is not in UTF-8: save it as UTF-8");
  }
}
