package io.millrace.cli.cluster;

import io.millrace.runtime.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// All services that there are.
public final class Suite {

  private Suite() {}

  /// Those of the separate layout in the order of the stream, then what other layouts have.
  public static List<Service> services() {
    List<Service> services = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      layout.services().stream()
          .filter(service -> services.stream().noneMatch(s -> s.name().equals(service.name())))
          .forEach(services::add);
    }
    return services;
  }

  /// Their names, in the same order.
  public static List<String> names() {
    return services().stream().map(Service::name).toList();
  }

  /// Every key of the environment that one of them understands.
  static Set<String> environmentKeys() {
    return services().stream()
        .flatMap(service -> service.environmentKeys().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
