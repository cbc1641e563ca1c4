package io.millrace.contracts.definition;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.Reasons;
import io.millrace.contracts.definition.ModelDefinition.ScoreRange;
import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the section `model`.
final class ModelReader {
  private static final List<String> KEYS =
      List.of("file", "features", "inputs", "score", "range", "reasons", "withdraw", "deadline");
  private static final Pattern OUTPUT =
      Pattern.compile("([^\\[\\]\\s]+)(?:\\[([^\\[\\]\\s](?:[^\\[\\]]*[^\\[\\]\\s])?)])?");

  private final PipelineFolder folder;
  private final Findings findings;

  ModelReader(PipelineFolder folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /// The model, whose file may be still to come if the pipeline learns.
  Optional<ModelDefinition> read(Section root, Features features, List<Route> routes) {
    return root.value("model")
        .flatMap(value -> Section.of("model", value, KEYS, findings))
        .flatMap(section -> model(section, file(root, section), features, routes));
  }

  private Optional<Path> file(Section root, Section model) {
    boolean isLearned = root.value("learning").isPresent();
    return model
        .requiredText("file", "file: model.onnx")
        .flatMap(name -> isLearned ? folder.fileToCome("file", name) : folder.file("file", name));
  }

  private Optional<ModelDefinition> model(
      Section section, Optional<Path> file, Features features, List<Route> routes) {
    Map<String, List<Scalar>> inputs = inputs(section);
    List<Scalar> columns =
        section.value("inputs").isPresent()
            ? inputs.values().stream().flatMap(List::stream).toList()
            : section.requiredTexts("features", "features: [amount]");
    checkFeatures(columns, features, routes);
    Optional<ModelOutput> score =
        section.requiredText("score", "score: score").flatMap(this::output);
    Optional<ScoreRange> range = section.value("range").flatMap(_ -> range(section));
    Optional<Duration> deadline = section.duration("deadline", DurationRange.DEADLINE);
    if (file.isEmpty() || score.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelDefinition(
            file.get(),
            names(columns),
            namesByInput(inputs),
            Map.of(Assessment.SCORE, score.get()),
            range.orElse(null),
            reasons(section).orElse(null),
            withdrawal(section).orElse(Withdrawal.among(Withdrawal.DEFAULT_OF)),
            deadline.orElse(null)));
  }

  private Map<String, List<Scalar>> inputs(Section model) {
    Map<String, List<Scalar>> inputs = new LinkedHashMap<>();
    Optional<Section> section =
        model.value("inputs").flatMap(value -> Section.open("inputs", value, findings));
    if (section.isEmpty()) {
      return inputs;
    }
    if (model.value("features").isPresent()) {
      findings.add(
          model.line("inputs"),
          "model has both 'features' and 'inputs'",
          "keep inputs: it lists the features of each input");
    }
    if (section.get().entries().isEmpty()) {
      findings.add(
          model.line("inputs"), "'inputs' in model is empty", "e.g. inputs: {numbers: [amount]}");
    }
    for (String input : section.get().entries().keySet()) {
      inputs.put(input, section.get().requiredTexts(input, input + ": [amount]"));
    }
    return inputs;
  }

  private void checkFeatures(List<Scalar> columns, Features features, List<Route> routes) {
    Set<String> computed = features.computedBy(routes);
    Set<String> seen = new HashSet<>();
    for (Scalar column : columns) {
      String name = column.text();
      if (!features.names().contains(name)) {
        findings.add(
            column.line(),
            "the model's feature '%s' is not defined".formatted(name),
            Suggestion.of(name, features.names()));
      } else if (!computed.contains(name)) {
        findings.add(
            column.line(),
            "no route computes the model's feature '%s'".formatted(name),
            "add its processor to a route");
      }
      if (!seen.add(name)) {
        findings.add(
            column.line(), "the model's feature '%s' is there twice".formatted(name), "keep one");
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
    String key = matcher.group(2);
    return Optional.of(new ModelOutput(matcher.group(1), key == null ? "0" : key));
  }

  private Optional<ScoreRange> range(Section section) {
    List<Scalar> texts = section.requiredTexts("range", "range: [0, 1]");
    List<Double> ends =
        texts.stream().flatMap(text -> section.number("range", text).stream()).toList();
    if (ends.size() == 2 && ends.get(0) < ends.get(1)) {
      return Optional.of(new ScoreRange(ends.get(0), ends.get(1)));
    }
    if (!texts.isEmpty() && ends.size() == texts.size()) {
      findings.add(
          section.line("range"),
          "range %s is no range".formatted(names(texts)),
          "write the least and the greatest score, e.g. [0, 1]");
    }
    return Optional.empty();
  }

  private Optional<Reasons> reasons(Section model) {
    return model
        .value("reasons")
        .flatMap(value -> Section.of("reasons", value, List.of("above", "most"), findings))
        .flatMap(section -> {
          section.required("above", "above: 0.5");
          int most = section.count("most", Reasons.MOST).orElse(Reasons.DEFAULT_MOST);
          return section.number("above").map(above -> new Reasons(above, most));
        });
  }

  private Optional<Withdrawal> withdrawal(Section model) {
    return model
        .value("withdraw")
        .flatMap(value -> Section.of("withdraw", value, List.of("failures", "of"), findings))
        .map(section -> {
          int of = section.count("of", Withdrawal.MOST).orElse(Withdrawal.DEFAULT_OF);
          Withdrawal some = Withdrawal.among(of);
          return new Withdrawal(section.count("failures", of).orElse(some.failures()), of);
        });
  }

  private static Map<String, List<String>> namesByInput(Map<String, List<Scalar>> inputs) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    inputs.forEach((input, columns) -> names.put(input, names(columns)));
    return names;
  }

  private static List<String> names(List<Scalar> texts) {
    return texts.stream().map(Scalar::text).toList();
  }
}
