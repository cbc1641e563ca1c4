package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.release.AssignmentHistory;
import io.millrace.runtime.ReleaseWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Two releases of the card-fraud pipeline that see events otherwise and so score them otherwise,
/// put in charge in turn while a log is recorded. In every fifth turn the other one is a shadow, in
/// the turn after it a canary.
final class RecordedSwaps {
  private static final String DEFINITION = "pipeline.yaml";
  private static final int CYCLE = 5;
  private static final int SHADOW = 2;
  private static final int CANARY = 3;
  private static final int CANARY_PERCENT = 30;

  /// What the second release reads otherwise: a feature of the event, and those of a card's day.
  private static final Map<String, String> CHANGES =
      Map.of(
          "amount: event.amount\n", "amount: event.amount * 2.0\n", "window: 1d}", "window: 2d}");

  private final PipelineTopics topics;
  private final Map<String, Object> client;
  private final Path folder;
  private final List<Integer> releases = new ArrayList<>();
  private int made;

  /// @param folder of the card-fraud pipeline
  RecordedSwaps(Path folder, PipelineTopics topics, Map<String, Object> client) {
    this.folder = folder;
    this.topics = topics;
    this.client = client;
  }

  private static Map<String, byte[]> changed(Map<String, byte[]> files) {
    String definition =
        new String(files.getOrDefault(DEFINITION, new byte[0]), StandardCharsets.UTF_8);
    for (Map.Entry<String, String> change : CHANGES.entrySet()) {
      if (!definition.contains(change.getKey())) {
        throw new CommandFailure(
            "%s does not say '%s': use that of card-fraud"
                .formatted(DEFINITION, change.getKey().strip()));
      }
      definition = definition.replace(change.getKey(), change.getValue());
    }
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.put(DEFINITION, definition.getBytes(StandardCharsets.UTF_8));
    return changed;
  }

  /// Makes the next one; before the first, the releases are published.
  void next() {
    if (releases.isEmpty()) {
      publish();
    }
    int release = releases.get(made % 2);
    int other = releases.get((made + 1) % 2);
    try (ReleaseWriter writer = new ReleaseWriter(topics, client)) {
      writer.assign(log ->
          Optional.of(
              new AssignmentHistory(log.assignments())
                  .assign(release, challenger(made % CYCLE, other), "bench")));
    }
    made++;
  }

  private void publish() {
    Map<String, byte[]> files = PipelineOption.files(folder);
    for (Map<String, byte[]> release : List.of(files, changed(files))) {
      try (ReleaseWriter writer = new ReleaseWriter(topics, client)) {
        releases.add(writer.publish("bench", release).release());
      }
    }
  }

  private static Assignment.@Nullable Challenger challenger(int turn, int release) {
    return switch (turn) {
      case SHADOW -> new Assignment.Challenger(release, 0);
      case CANARY -> new Assignment.Challenger(release, CANARY_PERCENT);
      default -> null;
    };
  }
}
