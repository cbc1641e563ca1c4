package io.millrace.contracts.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What was found to be wrong so far. Reading goes on after a finding, so that one run tells all.
final class Findings {
  static final String PIPELINE = "pipeline.yaml";

  private final List<Finding> findings = new ArrayList<>();

  /// Something wrong in `pipeline.yaml`.
  void add(int line, String problem, String remedy) {
    add(PIPELINE, line, problem, remedy);
  }

  void add(String file, int line, String problem, String remedy) {
    findings.add(new Finding(file, line, problem, remedy));
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  /// Everything found, as it stands in the files; `pipeline.yaml` comes first.
  InvalidPipeline toException() {
    return new InvalidPipeline(
        findings.stream()
            .distinct()
            .sorted(
                Comparator.comparingInt((Finding f) -> f.file().equals(PIPELINE) ? 0 : 1)
                    .thenComparing(Finding::file)
                    .thenComparingInt(Finding::line))
            .toList());
  }
}
