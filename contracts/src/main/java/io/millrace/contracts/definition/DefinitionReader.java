package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.ValueType;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the sections of `pipeline.yaml` in the order in which one needs another.
///
/// Whatever it makes is thrown away when there are findings, so a reader may put something harmless
/// in the place of what is wrong.
final class DefinitionReader {
  private static final List<String> KEYS =
      List.of(
          "pipeline",
          "event",
          "entities",
          "routes",
          "features",
          "model",
          "thresholds",
          "policy",
          "actions",
          "feedback",
          "learning",
          "duplicates");
  private static final Duration DUPLICATES_WITHIN = Duration.ofHours(1);

  private final Section root;
  private final PipelineFolder folder;
  private final Findings findings;

  DefinitionReader(Section root, PipelineFolder folder, Findings findings) {
    this.root = root;
    this.folder = folder;
    this.findings = findings;
  }

  /// The top of the document.
  static Optional<Section> root(Yaml document, Findings findings) {
    return Section.of("the pipeline", document, KEYS, findings);
  }

  /// The definition, absent where not even its name or event can be told.
  Optional<PipelineDefinition> read() {
    Optional<Scalar> name = root.requiredText("pipeline", "pipeline: card-fraud");
    name.ifPresent(text -> NameRule.PIPELINE.accepts(text.text(), text.line(), findings));
    EventReader events = new EventReader(folder, findings);
    EventReader.Read event = events.read(root);
    EventFields fields = event.fields();
    Map<String, String> entities = events.entities(root, fields);
    Optional<FeedbackDefinition> feedback = new FeedbackReader(findings).read(root);
    Expressions overEvent = Expressions.overEvent(fields.type(), findings);
    Features features = features(fields, entities.keySet(), overEvent, feedback);
    List<Route> routes = new RouteReader(overEvent, findings).read(root, features);
    Optional<ModelDefinition> model =
        new ModelReader(folder, findings).read(root, features, routes);
    Map<String, Threshold> thresholds = new ThresholdReader(overEvent, findings).read(root);
    List<Rule> policy = policy(thresholds, fields.type(), features.type(routes));
    Map<String, List<ActionDefinition>> actions =
        new ActionReader(outcomes(policy), overDecision(fields, features, routes), findings)
            .read(root);
    Optional<LearningDefinition> learning =
        new LearningReader(policy, features.type(routes), findings).read(root, model);
    Duration duplicatesWithin = duplicatesWithin();
    return name.flatMap(text ->
        event
            .definition()
            .map(definition ->
                new PipelineDefinition(
                    text.text(),
                    definition,
                    entities,
                    routes,
                    features.a(),
                    features.b(),
                    model.filter(shape -> Files.exists(shape.file())).orElse(null),
                    policy,
                    actions,
                    feedback.orElse(null),
                    learning.orElse(null),
                    duplicatesWithin)));
  }

  private Features features(
      EventFields fields,
      Set<String> entities,
      Expressions overEvent,
      Optional<FeedbackDefinition> feedback) {
    String label = feedback.map(FeedbackDefinition::labelField).orElse(null);
    AggregationReader aggregations = new AggregationReader(fields, label, findings);
    return new FeatureReader(entities, fields, overEvent, aggregations, findings).read(root);
  }

  private List<Rule> policy(
      Map<String, Threshold> thresholds, ValueType event, ValueType features) {
    Expressions overPrediction =
        Expressions.overPrediction(event, features, thresholds.keySet(), findings);
    return new PolicyReader(overPrediction, thresholds, findings).read(root);
  }

  private Expressions overDecision(EventFields fields, Features features, List<Route> routes) {
    return Expressions.overDecision(fields.type(), features.type(routes), findings);
  }

  private static Set<String> outcomes(List<Rule> policy) {
    return policy.stream().map(Rule::outcome).collect(Collectors.toSet());
  }

  private Duration duplicatesWithin() {
    return root.value("duplicates")
        .flatMap(value -> Section.of("duplicates", value, List.of("within"), findings))
        .flatMap(section -> section.duration("within", DurationRange.WINDOW))
        .orElse(DUPLICATES_WITHIN);
  }
}
