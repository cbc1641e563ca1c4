package io.millrace.cli.console;

import java.util.List;
import java.util.Map;

/// What the brokers have told last, as the page shows it.
///
/// @param nanos when they did, by the clock that only measures
/// @param layout the name of the layout that runs
/// @param quietSeconds since when no event has come
/// @param topics by name within the pipeline
/// @param services of the layout, in the order of the stream
/// @param deadLetters how many are kept
/// @param charge the release in charge
record Overview(
    long nanos,
    String layout,
    long quietSeconds,
    Map<String, TopicFlow> topics,
    List<ServiceFlow> services,
    long deadLetters,
    Charge charge) {

  Overview {
    topics = Map.copyOf(topics);
    services = List.copyOf(services);
  }
}
