package io.millrace.runtime;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.json.AssignmentFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.ManifestFormat;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Chunk;
import io.millrace.contracts.release.Manifest;
import io.millrace.contracts.release.ReleaseKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the topic `releases` says, as far as it was read; and where the files' pieces stand there,
/// so that only those are kept in memory that are asked for.
///
/// What is no record of it is passed over, and said in the log. Not for several threads at once.
public final class ReleaseLog {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseLog.class);
  private static final ManifestFormat MANIFESTS = new ManifestFormat();
  private static final AssignmentFormat ASSIGNMENTS = new AssignmentFormat();

  private final TreeMap<Integer, Manifest> manifests = new TreeMap<>();
  private final TreeMap<Integer, Assignment> assignments = new TreeMap<>();
  private final Map<Chunk, Long> chunks = new HashMap<>();
  private final List<Integer> trials = new ArrayList<>();
  private final LogLimit limit = new LogLimit();
  private int lastMarked;

  /// Takes a record.
  public void take(@Nullable String key, byte @Nullable [] value, long offset) {
    Optional<ReleaseKey> about = ReleaseKey.parse(String.valueOf(key));
    if (about.isEmpty() || value == null) {
      passOver(offset, "its key or value is not of one");
      return;
    }
    try {
      take(about.get(), value, offset);
    } catch (IOException | IllegalArgumentException e) {
      passOver(offset, e.getMessage());
    }
  }

  private void passOver(long offset, @Nullable String why) {
    limit.tell(
        "record",
        more ->
            LOG.warn(
                "passed over the record of the releases at offset {}, and {} since such a line came last: {}",
                offset,
                more,
                why));
  }

  private void take(ReleaseKey key, byte[] value, long offset) throws IOException {
    switch (key) {
      case ReleaseKey.OfChunk(Chunk chunk) -> chunks.put(chunk, offset);
      case ReleaseKey.OfTrial(int release) -> trials.add(release);
      case ReleaseKey.OfMarks(int assignment) -> lastMarked = Math.max(lastMarked, assignment);
      case ReleaseKey.OfRelease(int number) -> {
        Manifest manifest = JsonInput.read(value, MANIFESTS);
        require(manifest.release() == number, "it is of release " + manifest.release());
        manifests.put(number, manifest);
      }
      case ReleaseKey.OfAssignment(int number) -> {
        Assignment assignment = JsonInput.read(value, ASSIGNMENTS);
        require(assignment.number() == number, "it is assignment " + assignment.number());
        assignments.put(number, assignment);
      }
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /// All releases, by number.
  public List<Manifest> manifests() {
    return List.copyOf(manifests.values());
  }

  public Optional<Manifest> manifest(int release) {
    return Optional.ofNullable(manifests.get(release));
  }

  /// All assignments, by number.
  public List<Assignment> assignments() {
    return List.copyOf(assignments.values());
  }

  /// The releases that somebody asked to be tried since the last call.
  List<Integer> takeTrials() {
    List<Integer> asked = List.copyOf(trials);
    trials.clear();
    return asked;
  }

  /// The numbers of the releases that are higher than one.
  public List<Integer> releasesAfter(int release) {
    return List.copyOf(manifests.tailMap(release, false).keySet());
  }

  /// The assignments whose numbers are higher than one.
  public List<Assignment> assignmentsAfter(int number) {
    return List.copyOf(assignments.tailMap(number, false).values());
  }

  /// What was assigned last.
  public Optional<Assignment> latestAssignment() {
    return Optional.ofNullable(assignments.lastEntry()).map(Map.Entry::getValue);
  }

  /// What was assigned last, unless it is known to stand in every partition of `events`.
  public Optional<Assignment> unmarked() {
    return latestAssignment().filter(assignment -> assignment.number() > lastMarked);
  }

  /// The same, whatever is taken later.
  ReleaseLog copy() {
    ReleaseLog copy = new ReleaseLog();
    copy.manifests.putAll(manifests);
    copy.assignments.putAll(assignments);
    copy.chunks.putAll(chunks);
    copy.lastMarked = lastMarked;
    return copy;
  }

  /// Where the pieces of a file stand in the topic, in order; empty if one is not there.
  public Optional<List<Long>> offsets(Artifact file) {
    List<Long> offsets = new ArrayList<>();
    for (int index = 0; index < Chunk.count(file); index++) {
      Long offset = chunks.get(new Chunk(file.sha256(), index));
      if (offset == null) {
        return Optional.empty();
      }
      offsets.add(offset);
    }
    return Optional.of(offsets);
  }
}
