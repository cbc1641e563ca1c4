package io.millrace.contracts.definition;

import java.util.List;
import java.util.stream.Collectors;

/// A folder that is no pipeline, with everything that is wrong with it, in the order of the text.
public final class InvalidPipeline extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  InvalidPipeline(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
