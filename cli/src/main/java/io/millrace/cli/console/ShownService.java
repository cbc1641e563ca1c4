package io.millrace.cli.console;

import java.util.List;

/// A service that the console shows.
///
/// @param name such as `model-service`
/// @param inputs the whole names of the topics that it reads records from
public record ShownService(String name, List<String> inputs) {

  public ShownService {
    inputs = List.copyOf(inputs);
  }
}
