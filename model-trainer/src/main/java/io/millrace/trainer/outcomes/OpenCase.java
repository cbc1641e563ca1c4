package io.millrace.trainer.outcomes;

import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Example;
import io.millrace.contracts.Example.Report;
import io.millrace.contracts.Example.Said;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of an event until nothing more is awaited of it: its prediction, its decision and
/// what was reported, in whatever order they come.
///
/// @param predicted absent until its prediction has come
/// @param decided what was decided, absent until that has come
/// @param reports by the time from which on they were known, each record of `outcomes` once
record OpenCase(
    String eventId,
    Instant eventTime,
    @Nullable Predicted predicted,
    @Nullable Decided decided,
    List<Reported> reports) {

  /// So many reports are kept of an event, the ones known last: an event is not reported more often
  /// unless somebody errs.
  static final int MOST_REPORTS = 16;

  OpenCase {
    reports = List.copyOf(reports);
  }

  /// What the releases said, and of what.
  record Predicted(
      List<EntityKey> entities,
      Map<String, FeatureValue> features,
      Said judged,
      @Nullable Said shadow,
      Position at) {
    Predicted {
      entities = List.copyOf(entities);
      features = new LinkedHashMap<>(features);
    }
  }

  /// What was decided.
  ///
  /// @param outcome such as `DECLINE`
  /// @param share of such events it is one that was let through although its truth could not have
  ///   shown itself otherwise: it stands for those that were not. 1 where it was not held back
  record Decided(String outcome, double share) {

    static Decided of(Decision decision) {
      HeldBack heldBack = decision.heldBack();
      return new Decided(decision.outcome(), heldBack == null ? 1 : heldBack.share());
    }

    boolean isHeldBack() {
      return share < 1;
    }
  }

  /// What somebody said that the event turned out to be.
  ///
  /// @param source where it stands in `feedback`
  record Reported(FeatureValue label, Report report, Position source) {
    boolean isPositive() {
      return !label.equals(Example.NEGATIVE);
    }
  }

  static OpenCase of(String eventId, Instant eventTime) {
    return new OpenCase(eventId, eventTime, null, null, List.of());
  }

  OpenCase with(Predicted prediction) {
    return new OpenCase(eventId, eventTime, prediction, decided, reports);
  }

  OpenCase with(Decided decision) {
    return new OpenCase(eventId, eventTime, predicted, decision, reports);
  }

  OpenCase with(Reported reported) {
    List<Reported> all = new ArrayList<>(reports);
    all.removeIf(known -> known.source().equals(reported.source()));
    all.add(reported);
    all.sort(Comparator.comparing(known -> known.report().knownAt()));
    return new OpenCase(
        eventId,
        eventTime,
        predicted,
        decided,
        all.subList(Math.max(0, all.size() - MOST_REPORTS), all.size()));
  }

  /// The last report that was known at a time.
  @Nullable Reported knownAt(Instant time) {
    Reported last = null;
    for (Reported reported : reports) {
      if (!reported.report().knownAt().isAfter(time)) {
        last = reported;
      }
    }
    return last;
  }

  /// When the next report after a time becomes known.
  @Nullable Instant nextReportAfter(Instant time) {
    for (Reported reported : reports) {
      if (reported.report().knownAt().isAfter(time)) {
        return reported.report().knownAt();
      }
    }
    return null;
  }

  /// Whether anybody says, now or later, that it was something else than negative.
  boolean isEverPositive() {
    return reports.stream().anyMatch(Reported::isPositive);
  }

  /// Whether anybody has said so by a time, though it may have been taken back.
  boolean wasPositiveBy(Instant time) {
    return reports.stream()
        .anyMatch(reported -> reported.isPositive() && !reported.report().knownAt().isAfter(time));
  }
}
