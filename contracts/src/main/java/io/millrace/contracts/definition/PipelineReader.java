package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a pipeline folder and finds everything that a user can get wrong in it, before a record
/// flows.
public final class PipelineReader {
  private static final List<String> KEYS =
      List.of(
          "pipeline",
          "event",
          "entities",
          "routes",
          "features",
          "model",
          "policy",
          "actions",
          "feedback",
          "duplicates");
  private static final Duration DUPLICATES_WITHIN = Duration.ofHours(1);

  /// The pipeline in a folder; throws [InvalidPipeline] with every finding when there is none.
  public PipelineDefinition read(Path folder) throws InvalidPipeline {
    Findings findings = new Findings();
    PipelineFolder files = new PipelineFolder(folder, findings);
    Optional<PipelineDefinition> definition =
        files
            .pipelineText()
            .flatMap(text -> new YamlText(findings).read(text))
            .flatMap(yaml -> Section.of("the pipeline", yaml, KEYS, findings))
            .flatMap(root -> definition(root, files, findings));
    if (definition.isEmpty() || !findings.isEmpty()) {
      throw findings.toException();
    }
    return definition.get();
  }

  private static Optional<PipelineDefinition> definition(
      Section root, PipelineFolder folder, Findings findings) {
    Optional<Scalar> name = root.requiredText("pipeline", "pipeline: card-fraud");
    name.ifPresent(text -> NameRule.PIPELINE.accepts(text.text(), text.line(), findings));
    EventReader events = new EventReader(folder, findings);
    EventReader.Read event = events.read(root);
    Map<String, String> entities = events.entities(root, event.fields());
    Optional<FeedbackDefinition> feedback = new FeedbackReader(findings).read(root);
    Expressions overEvent = Expressions.overEvent(event.fields().type(), findings);
    Features features =
        new FeatureReader(
                entities.keySet(),
                event.fields(),
                overEvent,
                new AggregationReader(
                    event.fields(),
                    feedback.map(FeedbackDefinition::labelField).orElse(null),
                    findings),
                findings)
            .read(root);
    List<Route> routes = new RouteReader(overEvent, findings).read(root, features);
    Optional<ModelDefinition> model =
        new ModelReader(folder, findings).read(root, features, routes);
    List<Rule> policy =
        new PolicyReader(
                Expressions.overPrediction(event.fields().type(), features.type(routes), findings),
                findings)
            .read(root);
    Map<String, List<ActionDefinition>> actions =
        new ActionReader(outcomes(policy), findings).read(root);
    Duration duplicatesWithin = duplicatesWithin(root, findings);
    if (name.isEmpty() || event.definition().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PipelineDefinition(
            name.get().text(),
            event.definition().get(),
            entities,
            routes,
            features.a(),
            features.b(),
            model.orElse(null),
            policy,
            actions,
            feedback.orElse(null),
            duplicatesWithin));
  }

  private static Set<String> outcomes(List<Rule> policy) {
    return policy.stream().map(Rule::outcome).collect(Collectors.toSet());
  }

  private static Duration duplicatesWithin(Section root, Findings findings) {
    return root.value("duplicates")
        .flatMap(value -> Section.of("duplicates", value, List.of("within"), findings))
        .flatMap(section -> section.duration("within", DurationRange.WINDOW))
        .orElse(DUPLICATES_WITHIN);
  }
}
