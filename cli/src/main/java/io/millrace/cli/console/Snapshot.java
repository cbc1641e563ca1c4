package io.millrace.cli.console;

import io.millrace.contracts.ModelRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that the page shows at one moment.
///
/// @param millis when, in milliseconds since 1970
/// @param pipeline its name
/// @param layout the name of the layout that runs
/// @param problem why what is shown is old, empty while all is well
/// @param quietSeconds since when no event has come
/// @param topics by name within the pipeline
/// @param services in the order of the stream
/// @param seen what was read of records
/// @param releases who is in charge
record Snapshot(
    long millis,
    String pipeline,
    String layout,
    String problem,
    long quietSeconds,
    Map<String, TopicFlow> topics,
    List<ServiceFlow> services,
    Seen seen,
    Releases releases) {

  Snapshot {
    topics = Collections.unmodifiableMap(new LinkedHashMap<>(topics));
    services = List.copyOf(services);
  }

  /// @param deadLetters how many are kept
  /// @param letter the newest of them
  record Seen(
      LatencySummary latency,
      OutcomeShares outcomes,
      ScoreHistogram scores,
      List<DecisionRow> decisions,
      List<ActionRow> actions,
      long deadLetters,
      Optional<LetterRow> letter) {

    Seen {
      decisions = List.copyOf(decisions);
      actions = List.copyOf(actions);
    }
  }

  /// @param model the model that spoke last for the release in charge
  record Releases(Charge charge, Optional<ModelRef> model) {}

  /// What goes through a topic; nothing through one that there is not.
  double rate(String topic) {
    TopicFlow flow = topics.get(topic);
    return flow == null ? 0 : flow.perSecond();
  }
}
