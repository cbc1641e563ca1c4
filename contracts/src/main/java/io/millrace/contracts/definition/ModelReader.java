package io.millrace.contracts.definition;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the section `model`.
final class ModelReader {
  private static final List<String> KEYS = List.of("file", "features", "score", "deadline");
  private static final Pattern OUTPUT = Pattern.compile("([^\\[\\]\\s]+)(?:\\[(\\d{1,6})])?");

  private final PipelineFolder folder;
  private final Findings findings;

  ModelReader(PipelineFolder folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  Optional<ModelDefinition> read(Section root, Features features, List<Route> routes) {
    return root.value("model")
        .flatMap(value -> Section.of("model", value, KEYS, findings))
        .flatMap(section -> model(section, features, routes));
  }

  private Optional<ModelDefinition> model(Section section, Features features, List<Route> routes) {
    Optional<Path> file =
        section.requiredText("file", "file: model.onnx").flatMap(name -> folder.file("file", name));
    List<Scalar> inputs = section.requiredTexts("features", "features: [amount]");
    checkFeatures(inputs, features, routes);
    Optional<ModelOutput> score =
        section.requiredText("score", "score: score").flatMap(this::output);
    Optional<Duration> deadline = section.duration("deadline", DurationRange.DEADLINE);
    if (file.isEmpty() || score.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelDefinition(
            file.get(),
            inputs.stream().map(Scalar::text).toList(),
            Map.of(Assessment.SCORE, score.get()),
            deadline.orElse(null)));
  }

  private void checkFeatures(List<Scalar> inputs, Features features, List<Route> routes) {
    Set<String> computed = features.computedBy(routes);
    Set<String> seen = new HashSet<>();
    for (Scalar input : inputs) {
      String name = input.text();
      if (!features.names().contains(name)) {
        findings.add(
            input.line(),
            "the model's feature '%s' is not defined".formatted(name),
            Suggestion.of(name, features.names()));
      } else if (!computed.contains(name)) {
        findings.add(
            input.line(),
            "no route computes the model's feature '%s'".formatted(name),
            "add its processor to a route");
      }
      if (!seen.add(name)) {
        findings.add(
            input.line(), "the model's feature '%s' is there twice".formatted(name), "keep one");
      }
    }
  }

  private Optional<ModelOutput> output(Scalar text) {
    Matcher matcher = OUTPUT.matcher(text.text());
    if (!matcher.matches()) {
      findings.add(
          text.line(),
          "score '%s' is no output of a model".formatted(text.text()),
          "write its name, or a column of it, e.g. probabilities[1]");
      return Optional.empty();
    }
    String column = matcher.group(2);
    return Optional.of(
        new ModelOutput(matcher.group(1), column == null ? 0 : Integer.parseInt(column)));
  }
}
