package io.millrace.contracts.definition;

import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.ValueType.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads the section `learning`.
final class LearningReader {
  private static final List<String> KEYS =
      List.of(
          "maturity", "span", "negatives", "blinding", "hold_back", "train", "promote", "evaluate");
  private static final List<String> TRAIN =
      List.of(
          "every",
          "positives",
          "outcomes",
          "drift",
          "drop",
          "examples",
          "trees",
          "learning_rate",
          "depth",
          "positive_weight",
          "seed");
  private static final List<String> PROMOTE =
      List.of("shadow", "margin", "confidence", "drift", "approval");
  private static final Duration MATURITY = Duration.ofDays(7);
  private static final Duration SPAN = Duration.ofDays(28);
  private static final int MOST_POSITIVES = 10_000_000;
  private static final int MOST_EXAMPLES = 10_000_000;
  private static final int MOST_TREES = 10_000;
  private static final int DEEPEST = 16;
  private static final int GREATEST_SEED = 999_999_999;

  /// In the place of one that is missing.
  private static final ModelDefinition NO_MODEL =
      new ModelDefinition(
          Path.of("model.onnx"),
          List.of(),
          Map.of(),
          Map.of(),
          null,
          null,
          Withdrawal.among(Withdrawal.DEFAULT_OF),
          null);

  private final List<Rule> policy;
  private final Struct features;
  private final Findings findings;

  /// @param features those of the pipeline
  LearningReader(List<Rule> policy, Struct features, Findings findings) {
    this.policy = policy;
    this.features = features;
    this.findings = findings;
  }

  /// The section, absent where there is none: then nothing is learned.
  Optional<LearningDefinition> read(Section root, Optional<ModelDefinition> model) {
    Optional<Section> section =
        root.value("learning").flatMap(value -> Section.of("learning", value, KEYS, findings));
    section.ifPresent(found -> {
      require(found, "feedback", root);
      require(found, "model", root);
    });
    return section.map(found -> learning(found, model.orElse(NO_MODEL)));
  }

  private void require(Section section, String other, Section root) {
    if (root.value(other).isEmpty()) {
      findings.add(
          section.line(),
          "'learning' needs the section '%s'".formatted(other),
          "add it, or remove 'learning'");
    }
  }

  private LearningDefinition learning(Section section, ModelDefinition model) {
    Set<String> blinding = blinding(section);
    Duration span = section.duration("span", DurationRange.WINDOW).orElse(SPAN);
    return new LearningDefinition(
        model,
        section.duration("maturity", DurationRange.SPAN).orElse(MATURITY),
        span,
        share(section, "negatives", Double.MIN_VALUE, 1),
        blinding,
        holdBack(section, blinding),
        section(section, "train", TRAIN).map(this::training).orElse(Training.DEFAULT),
        section(section, "promote", PROMOTE).map(this::promotion).orElse(Promotion.DEFAULT),
        new EvaluationReader(features, findings).read(section, span));
  }

  private Optional<Section> section(Section learning, String key, List<String> keys) {
    return learning
        .value(key)
        .flatMap(value -> Section.of("'%s' in learning".formatted(key), value, keys, findings));
  }

  private Set<String> blinding(Section section) {
    if (section.value("blinding").isEmpty()) {
      return Set.of();
    }
    Set<String> outcomes = policy.stream().map(Rule::outcome).collect(Collectors.toSet());
    Set<String> blinding = new LinkedHashSet<>();
    for (Scalar outcome : section.requiredTexts("blinding", "blinding: [DECLINE]")) {
      if (!outcomes.contains(outcome.text())) {
        findings.add(
            outcome.line(),
            "no rule decides '%s'".formatted(outcome.text()),
            "use one of " + List.copyOf(new TreeSet<>(outcomes)));
      }
      blinding.add(outcome.text());
    }
    return blinding;
  }

  private double holdBack(Section section, Set<String> blinding) {
    double holdBack = share(section, "hold_back", 0, 0);
    if (holdBack > 0 && blinding.isEmpty()) {
      findings.add(
          section.line("hold_back"),
          "hold_back lets none through: no outcome is 'blinding'",
          "name the outcomes, e.g. blinding: [DECLINE]");
    }
    if (holdBack > 0 && !policy.isEmpty() && blinding.contains(policy.getLast().outcome())) {
      findings.add(
          section.line("hold_back"),
          "hold_back lets none through that no other rule matches: the policy's last rule decides '%s', which is 'blinding'"
              .formatted(policy.getLast().outcome()),
          "add a last rule with another outcome, e.g. {decide: APPROVE}, or take '%s' out of 'blinding'"
              .formatted(policy.getLast().outcome()));
    }
    return holdBack;
  }

  private Training training(Section section) {
    Training otherwise = Training.DEFAULT;
    return new Training(
        triggers(section, otherwise.triggers()),
        section.count("examples", MOST_EXAMPLES).orElse(otherwise.examples()),
        boosting(section, otherwise.boosting()));
  }

  private Triggers triggers(Section section, Triggers otherwise) {
    return new Triggers(
        section.duration("every", DurationRange.WINDOW).orElse(otherwise.every()),
        section.count("positives", MOST_POSITIVES).orElse(otherwise.positives()),
        section.count("outcomes", MOST_POSITIVES).orElse(otherwise.outcomes()),
        number(section, "drift", 0, Double.MAX_VALUE, otherwise.drift()),
        share(section, "drop", Double.MIN_VALUE, otherwise.drop()));
  }

  private Boosting boosting(Section section, Boosting otherwise) {
    return new Boosting(
        section.count("trees", MOST_TREES).orElse(otherwise.trees()),
        share(section, "learning_rate", Double.MIN_VALUE, otherwise.learningRate()),
        section.count("depth", DEEPEST).orElse(otherwise.depth()),
        number(
            section,
            "positive_weight",
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            otherwise.positiveWeight()),
        section.count("seed", GREATEST_SEED).orElse(otherwise.seed()));
  }

  private Promotion promotion(Section section) {
    Promotion otherwise = Promotion.DEFAULT;
    return new Promotion(
        section.duration("shadow", DurationRange.SPAN).orElse(otherwise.shadow()),
        number(section, "margin", -1, 1, otherwise.margin()),
        number(section, "confidence", 0.5, Math.nextDown(1.0), otherwise.confidence()),
        number(section, "drift", 0, Double.MAX_VALUE, otherwise.drift()),
        approval(section).orElse(otherwise.approval()));
  }

  private Optional<Boolean> approval(Section section) {
    return section
        .text("approval")
        .map(text -> {
          if (!List.of("automatic", "required").contains(text.text())) {
            findings.add(
                text.line(),
                "approval '%s' is unknown".formatted(text.text()),
                "write automatic or required");
          }
          return text.text().equals("required");
        });
  }

  private double share(Section section, String key, double least, double otherwise) {
    return number(section, key, least, 1, otherwise);
  }

  private double number(Section section, String key, double least, double most, double otherwise) {
    Optional<Double> number = section.number(key);
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      findings.add(
          section.line(key),
          "%s %s is out of range".formatted(key, number.get()),
          "write a number %s".formatted(range(least, most)));
    }
    return number.orElse(otherwise);
  }

  private static String range(double least, double most) {
    String from = least == Double.MIN_VALUE ? "above 0" : "from " + least;
    return most == Double.MAX_VALUE ? from : from + " to " + (most < 1 ? "below 1" : most);
  }
}
