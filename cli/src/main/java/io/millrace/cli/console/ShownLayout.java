package io.millrace.cli.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A layout that the console can draw.
///
/// @param name such as `separate`
/// @param services in the order of the stream
public record ShownLayout(String name, List<ShownService> services) {

  public ShownLayout {
    services = List.copyOf(services);
  }

  Set<String> names() {
    return services.stream().map(ShownService::name).collect(Collectors.toSet());
  }
}
