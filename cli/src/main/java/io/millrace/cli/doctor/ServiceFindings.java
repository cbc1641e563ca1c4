package io.millrace.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether the services of a layout run, and keep up.
final class ServiceFindings {
  /// More than a few seconds' worth of a busy pipeline.
  private static final long MUCH = 10_000;

  private static final String SUBJECT = "services";

  private ServiceFindings() {}

  /// @param services in the order of the stream
  static List<Finding> of(List<FoundService> services) {
    if (services.stream().noneMatch(FoundService::isRunning)) {
      return List.of(
          Finding.warning(
              SUBJECT, "none runs: millrace start --pipeline DIR, or millrace service"));
    }
    List<Finding> findings = new ArrayList<>(absent(services));
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
                SUBJECT,
                "all %d run, with %,d records still to read",
                services.size(),
                services.stream().mapToLong(FoundService::lag).sum()))
        : findings;
  }

  private static List<Finding> absent(List<FoundService> services) {
    Map<Boolean, List<String>> absent =
        services.stream()
            .filter(one -> !one.isRunning())
            .collect(
                Collectors.partitioningBy(
                    FoundService::isOfStream,
                    Collectors.mapping(FoundService::name, Collectors.toList())));
    List<Finding> findings = new ArrayList<>();
    List<String> ofStream = absent.getOrDefault(true, List.of());
    if (!ofStream.isEmpty()) {
      findings.add(
          Finding.failed(
              SUBJECT,
              "%s %s not run, so nothing is decided or done beyond: millrace service NAME",
              String.join(", ", ofStream),
              ofStream.size() == 1 ? "does" : "do"));
    }
    for (String beside : absent.getOrDefault(false, List.of())) {
      findings.add(
          Finding.warning(
              SUBJECT,
              "%s does not run, so nothing is learned of what is decided: millrace service %s",
              beside,
              beside));
    }
    return findings;
  }
}
