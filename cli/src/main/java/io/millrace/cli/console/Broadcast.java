package io.millrace.cli.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells all viewers of a console the same, as server-sent events; and who comes later what the
/// last minutes were like, so that no chart begins empty.
final class Broadcast {
  static final int MOST_VIEWERS = 32;

  /// Five minutes, with a snapshot a second.
  private static final int MOST_POINTS = 300;

  /// A browser that has lost the connection tries again after two seconds.
  private static final String RETRY = "retry: 2000\n";

  private final Set<Viewer> viewers = new HashSet<>();
  private final Deque<String> points = new ArrayDeque<>();
  private @Nullable String latest;
  private boolean isClosed;

  /// Tells everyone how the pipeline is.
  void publish(Snapshot snapshot) {
    publish(SnapshotJson.of(snapshot), SnapshotJson.point(snapshot));
  }

  /// @param snapshot in JSON
  /// @param point what of it later viewers get, in JSON
  synchronized void publish(String snapshot, String point) {
    latest = snapshot;
    points.addLast(point);
    if (points.size() > MOST_POINTS) {
      points.removeFirst();
    }
    String message = event("snapshot", snapshot);
    viewers.removeIf(viewer -> !viewer.offer(message));
  }

  /// A new viewer, who is told of the past first; empty if there are enough already.
  ///
  /// @param whenDropped run if it turns out to be too slow, or the console closes
  synchronized Optional<Viewer> join(Runnable whenDropped) {
    viewers.removeIf(Viewer::isDropped);
    if (isClosed || viewers.size() >= MOST_VIEWERS) {
      return Optional.empty();
    }
    Viewer viewer = new Viewer(whenDropped);
    viewer.offer(RETRY + event("past", "{\"points\":[" + String.join(",", points) + "]}"));
    if (latest != null) {
      viewer.offer(event("snapshot", latest));
    }
    viewers.add(viewer);
    return Optional.of(viewer);
  }

  synchronized void leave(Viewer viewer) {
    viewers.remove(viewer);
  }

  /// What was published last, in JSON; empty before anything was.
  synchronized Optional<String> latest() {
    return Optional.ofNullable(latest);
  }

  /// Sends everyone away.
  synchronized void close() {
    isClosed = true;
    viewers.forEach(Viewer::drop);
    viewers.clear();
  }

  /// JSON has no line breaks of its own, so it is one line of data.
  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }
}
