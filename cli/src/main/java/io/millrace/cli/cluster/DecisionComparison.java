package io.millrace.cli.cluster;

import io.millrace.contracts.Decision;
import io.millrace.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds the decisions of the composed layout against those of the separate one about the same
/// events: as they are published, but for where their predictions stand.
///
/// They stay in memory: about half a kilobyte for an event that both decide alike.
public final class DecisionComparison {
  private static final int MOST_SHOWN = 5;

  private final Topic<String, Decision> topic;
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final Map<Layout, Long> decided = new EnumMap<>(Layout.class);

  /// @param topic whose records tell of decisions
  DecisionComparison(Topic<String, Decision> topic) {
    this.topic = topic;
  }

  /// What the layouts say of an event; a text is absent where one of them says nothing.
  public record Difference(String eventId, @Nullable String separate, @Nullable String composed) {}

  /// What came of it.
  ///
  /// @param events in the log that both have read
  /// @param separate events that the separate layout decided
  /// @param composed events that the composed layout decided
  /// @param different events of which not all decisions are the same
  /// @param missing events that not both have decided
  /// @param shown the first of both kinds
  public record Report(
      long events,
      long separate,
      long composed,
      long different,
      long missing,
      List<Difference> shown) {
    public Report {
      shown = List.copyOf(shown);
    }

    /// Whether both layouts have decided every event, and alike.
    public boolean isAlike() {
      return different == 0 && missing == 0;
    }
  }

  private static final class Pair {
    private @Nullable String separate;
    private @Nullable String composed;
    private boolean different;

    /// Takes what a layout says; one text is kept where both say the same.
    private void take(Layout layout, String said) {
      String kept = said.equals(separate) ? separate : said;
      different |= isOtherwise(separate, said) || isOtherwise(composed, said);
      switch (layout) {
        case separate -> separate = kept;
        case composed -> composed = kept;
      }
    }

    private static boolean isOtherwise(@Nullable String before, String now) {
      return before != null && !before.equals(now);
    }

    private @Nullable String of(Layout layout) {
      return switch (layout) {
        case separate -> separate;
        case composed -> composed;
      };
    }

    private boolean isComplete() {
      return separate != null && composed != null;
    }
  }

  void add(Layout layout, Decision decision) {
    Pair pair = pairs.computeIfAbsent(decision.eventId(), absent -> new Pair());
    if (pair.of(layout) == null) {
      decided.merge(layout, 1L, Long::sum);
    }
    pair.take(layout, said(decision));
  }

  /// All of a decision but the place of its prediction, as users read it.
  private String said(Decision decision) {
    Decision elsewhere =
        new Decision(
            decision.eventId(),
            decision.eventTime(),
            decision.entities(),
            decision.outcome(),
            decision.rule(),
            decision.reasons(),
            decision.heldBack(),
            decision.shadow(),
            decision.lists(),
            decision.release(),
            decision.scores(),
            decision.model(),
            decision.attributions(),
            decision.degraded(),
            decision.raw(),
            decision.raw());
    return new String(
        topic.valueSerde().serializer().serialize(topic.name(), elsewhere), StandardCharsets.UTF_8);
  }

  /// How many events a layout has decided so far.
  long decided(Layout layout) {
    return decided.getOrDefault(layout, 0L);
  }

  /// @param events in the log that both have read
  Report report(long events) {
    long different = 0;
    long both = 0;
    List<Difference> shown = new ArrayList<>();
    for (Map.Entry<String, Pair> entry : pairs.entrySet()) {
      Pair pair = entry.getValue();
      different += pair.different ? 1 : 0;
      both += pair.isComplete() ? 1 : 0;
      if ((pair.different || !pair.isComplete()) && shown.size() < MOST_SHOWN) {
        shown.add(new Difference(entry.getKey(), pair.separate, pair.composed));
      }
    }
    return new Report(
        events,
        decided(Layout.separate),
        decided(Layout.composed),
        different,
        events - both,
        shown);
  }
}
