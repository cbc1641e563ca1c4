package io.millrace.benchmarks;

import java.util.Map;

/// What is measured: something that turns each record of one topic into a record of another.
///
/// @param in where events are published
/// @param out where each event's id appears as a key once it is done with
/// @param client what connects to the broker
public record Subject(String in, String out, Map<String, Object> client) {

  public Subject {
    client = Map.copyOf(client);
  }
}
