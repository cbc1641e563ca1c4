package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.expression.Expression;
import io.millrace.contracts.expression.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the section `routes`. Without one, every event goes to both processors.
final class RouteReader {
  private static final List<String> KEYS = List.of("when", "processors");
  private static final List<String> PROCESSORS = List.of("a", "b");

  private final Expressions expressions;
  private final Findings findings;

  RouteReader(Expressions expressions, Findings findings) {
    this.expressions = expressions;
    this.findings = findings;
  }

  /// @param features what there is to compute
  List<Route> read(Section root, Features features) {
    List<Route> routes = root.value("routes").isEmpty() ? List.of() : routes(root, features);
    return routes.isEmpty() ? List.of(new Route(null, true, true)) : routes;
  }

  private List<Route> routes(Section root, Features features) {
    List<Route> routes = new ArrayList<>();
    boolean all = false;
    for (Yaml item : root.requiredItems("routes", "routes: [{processors: [a, b]}]")) {
      Optional<Section> section = Section.of("the route", item, KEYS, findings);
      if (all) {
        findings.add(
            item.line(),
            "no event reaches this route: the one before it takes all",
            "give that one a 'when', or remove this one");
      }
      all |= section.isPresent() && section.get().value("when").isEmpty();
      section.map(route -> route(route, features)).ifPresent(routes::add);
    }
    return routes;
  }

  private Route route(Section section, Features features) {
    Optional<Expression> when =
        section.text("when").flatMap(text -> expressions.condition("when", text));
    List<Scalar> names = section.requiredTexts("processors", "processors: [a, b]");
    names.forEach(this::checkProcessor);
    List<String> processors = names.stream().map(Scalar::text).toList();
    if (processors.isEmpty() || !PROCESSORS.containsAll(processors)) {
      return new Route(when.orElse(null), true, true);
    }
    if (!processors.contains("b") && features.typesOfA().isEmpty()) {
      findings.add(
          section.line("processors"),
          "processor a has nothing to compute for this route: features.a is empty",
          "define a feature there, or write processors: [b]");
    }
    return new Route(when.orElse(null), processors.contains("a"), processors.contains("b"));
  }

  private void checkProcessor(Scalar name) {
    if (!PROCESSORS.contains(name.text())) {
      findings.add(
          name.line(),
          "there is no processor '%s'".formatted(name.text()),
          Suggestion.of(name.text(), PROCESSORS));
    }
  }
}
