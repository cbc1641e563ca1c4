package io.millrace.cli.study;

import io.millrace.cli.study.Lessons.Lesson;
import io.millrace.cli.study.StudyReport.Replayed;
import io.millrace.cli.study.StudyReport.Week;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.trainer.DayRange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A study for people: what it came to, a table of weeks and one of what came of learning.
final class StudyTables {
  private static final String UNKNOWN = "–";

  private final StudyReport report;

  StudyTables(StudyReport report) {
    this.report = report;
  }

  /// What it came to, such as `average precision 0.701 on 2018-07-25 to 2018-08-14`.
  String headline() {
    return "average precision %s on %s".formatted(number(report.averagePrecision()), pooledDays());
  }

  /// The same with how it was measured.
  String result() {
    return String.format(
        Locale.ROOT,
        "%s, of whoever was in charge at each moment (%,d events, %,d positives)",
        headline(),
        report.pooled().rows(),
        report.pooled().positives());
  }

  private String pooledDays() {
    List<DayRange> days = report.pooledDays();
    return days.isEmpty()
        ? "no whole week"
        : "%s to %s".formatted(days.getFirst().from(), days.getLast().to());
  }

  /// What was replayed, and in what time.
  String replayed() {
    Replayed replayed = report.replayed();
    return String.format(
        Locale.ROOT,
        "%,d events and %,d outcomes of %s to %s in %,.0f s (%,.0f/s); %d models trained",
        replayed.events(),
        replayed.outcomes(),
        replayed.from(),
        replayed.until(),
        replayed.seconds(),
        replayed.eventsPerSecond(),
        replayed.trainings());
  }

  /// A row for each week, with its heading.
  List<List<String>> weeks() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "week", "events", "positives", "average precision", "AUC ROC", "releases in charge"));
    for (Week week : report.weeks()) {
      rows.add(
          List.of(
              week.days().toString(),
              String.format(Locale.ROOT, "%,d", week.report().rows()),
              String.format(Locale.ROOT, "%,d", week.report().positives()),
              number(week.metric(StudyReport.AVERAGE_PRECISION)),
              number(week.metric(StudyReport.AUC_ROC)),
              week.releases().keySet().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", "))));
    }
    return rows;
  }

  /// A row for each thing that came of learning, with its heading.
  List<List<String>> lessons() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("day", "run", "release", "", "why"));
    for (Lesson lesson : report.lessons()) {
      rows.add(
          List.of(
              LocalDate.ofInstant(lesson.since(), ZoneOffset.UTC).toString(),
              String.valueOf(lesson.run()),
              lesson.release() == null ? UNKNOWN : String.valueOf(lesson.release()),
              kind(lesson.kind()),
              why(lesson)));
    }
    return rows;
  }

  private static String kind(Lessons.Kind kind) {
    return switch (kind) {
      case PROMOTED -> "takes over";
      case REFUSED -> "is refused";
      case ROLLED_BACK -> "is taken back";
      case ASSIGNED -> "is assigned";
    };
  }

  /// A reason for a refusal names what was not passed; all that was found stands in the JSON.
  private static String why(Lesson lesson) {
    boolean isSaid = lesson.kind() == Lessons.Kind.REFUSED || lesson.evidence().isEmpty();
    String evidence = isSaid ? "" : evidence(lesson.evidence());
    return Stream.of(lesson.why(), evidence)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /// What counts is the first gate; of the others how they went.
  private static String evidence(List<Gate> gates) {
    Gate first = gates.getFirst();
    String others =
        gates.stream().skip(1).map(StudyTables::shortly).collect(Collectors.joining(", "));
    String more = others.isEmpty() ? "" : "; " + others;
    return "%s: %s%s".formatted(shortly(first), first.evidence(), more);
  }

  private static String shortly(Gate gate) {
    return gate.name() + (gate.passed() ? " passed" : " not passed");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : UNKNOWN;
  }
}
