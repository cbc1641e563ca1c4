package io.millrace.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/// Whether the services of a layout run, and keep up.
final class ServiceFindings {
  /// More than a few seconds' worth of a busy pipeline.
  private static final long MUCH = 10_000;

  private ServiceFindings() {}

  /// @param services in the order of the stream
  static List<Finding> of(List<FoundService> services) {
    List<String> absent =
        services.stream().filter(one -> !one.isRunning()).map(FoundService::name).toList();
    if (absent.size() == services.size()) {
      return List.of(
          Finding.warning(
              "services", "none runs: millrace start --pipeline DIR, or millrace service"));
    }
    List<Finding> findings = new ArrayList<>();
    if (!absent.isEmpty()) {
      findings.add(
          Finding.failed(
              "services",
              "%s %s not run, so nothing is decided or done beyond: millrace service NAME",
              String.join(", ", absent),
              absent.size() == 1 ? "does" : "do"));
    }
    for (FoundService service : services) {
      if (service.isRunning() && service.lag() > MUCH) {
        findings.add(
            Finding.warning(
                "lag",
                "%s has still to read %,d records: docs/runbooks/lag-growing.md",
                service.name(),
                service.lag()));
      }
    }
    return findings.isEmpty()
        ? List.of(
            Finding.ok(
                "services",
                "all %d run, with %,d records still to read",
                services.size(),
                services.stream().mapToLong(FoundService::lag).sum()))
        : findings;
  }
}
