package io.millrace.cli.history;

import io.millrace.cli.LoggedLists;
import io.millrace.contracts.Decision;
import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.Policy;
import io.millrace.decision.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds a candidate policy against what was decided, event by event: first it takes the decisions,
/// then the predictions that they were made of.
///
/// Of a decision an id and a byte are kept, so that millions fit into memory.
public final class Backtest {
  private static final int MOST_OUTCOMES = 127;
  private static final byte COMPARED = -1;

  private final Policy candidate;
  private final Fields fields;
  private final int mostShown;
  private final List<Different> shown = new ArrayList<>();
  private final IdIndex ids = new IdIndex();
  private final List<String> outcomes = new ArrayList<>();
  private final Map<Change, Sum> changes = new TreeMap<>();
  private final Map<String, Segment> segments = new TreeMap<>();

  /// Of events whose answers were others than the log of the lists gives; by their ids' numbers.
  private final Map<Integer, List<ListAnswer>> answers = new HashMap<>();

  private byte[] recorded = new byte[1 << 8];
  private long compared;
  private long undecided;
  private long failedRules;
  private long unknown;
  private long heldBack;

  /// @param candidate decides instead
  /// @param fields what is read of events beside
  /// @param mostShown so many of the events that differ are told one by one
  public Backtest(Policy candidate, Fields fields, int mostShown) {
    this.candidate = candidate;
    this.mostShown = mostShown;
    this.fields = fields;
  }

  /// Fields of events by which differences are summed up.
  ///
  /// @param segment the field that tells segments apart, absent for none
  /// @param amount the field with the amount at stake, absent for none
  public record Fields(EventSchema schema, @Nullable String segment, @Nullable String amount) {}

  /// An event that would be decided otherwise.
  public record Different(String eventId, Change change, double amount) {}

  /// From one outcome to another.
  public record Change(String from, String to) implements Comparable<Change> {

    @Override
    public int compareTo(Change other) {
      int order = from.compareTo(other.from);
      return order == 0 ? to.compareTo(other.to) : order;
    }
  }

  /// Events, and what is at stake in them.
  public record Sum(long events, double amount) {
    private static final Sum NONE = new Sum(0, 0);

    private Sum plus(double another) {
      return new Sum(events + 1, amount + another);
    }
  }

  /// Events with one value of the field.
  ///
  /// @param compared all of them
  /// @param different those that would be decided otherwise
  public record Segment(Sum compared, Sum different) {}

  /// What came of it.
  ///
  /// @param compared events that were decided, and would be
  /// @param different of these, that would be decided otherwise
  /// @param undecided predictions without a decision
  /// @param unknown events of which the candidate's features are not known
  /// @param failedRules evaluations of a candidate's rule that could not be computed
  /// @param heldBack events that the candidate lets through so that their truth can show itself
  /// @param shown the first of the events that would be decided otherwise
  public record Report(
      long compared,
      Sum different,
      long undecided,
      long unknown,
      long failedRules,
      long heldBack,
      Map<Change, Sum> changes,
      Map<String, Segment> segments,
      List<Different> shown) {}

  /// Takes a decision; the first of an event counts.
  ///
  /// @param lists as they were when the event was ingested
  public void decided(Decision decision, Lists lists) {
    int number = ids.numberOf(decision.eventId());
    if (number >= recorded.length) {
      recorded = Arrays.copyOf(recorded, 2 * recorded.length);
    }
    if (recorded[number] == 0) {
      recorded[number] = numberOfOutcome(decision.outcome());
      if (decision.lists().stream().anyMatch(answer -> isOtherwise(answer, lists))) {
        answers.put(number, decision.lists());
      }
    }
  }

  private static boolean isOtherwise(ListAnswer answer, Lists lists) {
    return answer.isOn() != lists.contains(answer.list(), answer.item());
  }

  private byte numberOfOutcome(String outcome) {
    int known = outcomes.indexOf(outcome);
    if (known < 0) {
      outcomes.add(outcome);
      known = outcomes.size() - 1;
    }
    if (known >= MOST_OUTCOMES) {
      throw new IllegalArgumentException(
          "more than %d outcomes: %s".formatted(MOST_OUTCOMES, outcomes));
    }
    return (byte) (known + 1);
  }

  /// Takes a prediction and has the candidate decide it, the lists answering as they did when it
  /// was decided; the first of an event counts.
  ///
  /// @param lists as they were when the event was ingested
  public void take(Prediction prediction, Lists lists) {
    int number = ids.find(prediction.event().id());
    if (number == IdIndex.NONE) {
      undecided++;
      return;
    }
    byte outcome = recorded[number];
    if (outcome == COMPARED) {
      return;
    }
    recorded[number] = COMPARED;
    Lists asAnswered = LoggedLists.asAnswered(answers.getOrDefault(number, List.of()), lists);
    compare(prediction, candidate.judge(prediction, asAnswered), outcomes.get(outcome - 1));
  }

  /// Counts an event of which the candidate's features are not known.
  public void unknown() {
    unknown++;
  }

  private void compare(Prediction prediction, Verdict verdict, String before) {
    failedRules += verdict.skipped().size();
    heldBack += verdict.heldBack() == null ? 0 : 1;
    compared++;
    boolean isDifferent = !verdict.outcome().equals(before);
    Map<String, Object> values = fields.schema().fields(prediction.event().payload());
    double amount = amount(values);
    if (isDifferent) {
      Change change = new Change(before, verdict.outcome());
      if (shown.size() < mostShown) {
        shown.add(new Different(prediction.event().id(), change, amount));
      }
      changes.merge(change, Sum.NONE.plus(amount), (sum, one) -> sum.plus(amount));
    }
    if (fields.segment() != null) {
      String segment = String.valueOf(values.getOrDefault(fields.segment(), ""));
      Segment sums = segments.getOrDefault(segment, new Segment(Sum.NONE, Sum.NONE));
      segments.put(
          segment,
          new Segment(
              sums.compared().plus(amount),
              isDifferent ? sums.different().plus(amount) : sums.different()));
    }
  }

  private double amount(Map<String, Object> values) {
    return fields.amount() != null && values.get(fields.amount()) instanceof Number number
        ? number.doubleValue()
        : 0;
  }

  public Report report() {
    Sum different =
        changes.values().stream()
            .reduce(
                Sum.NONE,
                (one, other) ->
                    new Sum(one.events() + other.events(), one.amount() + other.amount()));
    return new Report(
        compared, different, undecided, unknown, failedRules, heldBack, changes, segments, shown);
  }
}
