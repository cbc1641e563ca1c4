package io.millrace.cli.study;

import io.millrace.cli.study.Lessons.Kind;
import io.millrace.cli.study.Lessons.Lesson;
import io.millrace.cli.study.StudyReport.Sliding;
import io.millrace.trainer.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Draws how well whoever was in charge did over time: average precision of the last seven days,
/// with a mark where a release took over, was refused or was taken back.
final class QualityPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int LEFT = 48;
  private static final int RIGHT = WIDTH - 20;
  private static final int TOP = 84;
  private static final int BOTTOM = HEIGHT - 62;

  /// Numbers of releases that would stand closer than this take turns in two rows.
  private static final int NUMBER_WIDTH = 18;

  private static final int ROW = 13;
  private static final double SECONDS_PER_DAY = 86_400;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private final StudyReport report;
  private final Svg svg;

  private QualityPlot(StudyReport report) {
    this.report = report;
    this.svg = new Svg(WIDTH, HEIGHT, title(report), description(report));
  }

  /// The picture as an SVG document.
  static String svg(StudyReport report) {
    QualityPlot plot = new QualityPlot(report);
    plot.bands();
    plot.grid();
    plot.marks();
    plot.curve();
    plot.legend();
    return plot.svg.finished();
  }

  private static String title(StudyReport report) {
    return "Average precision of the model in charge, %s to %s"
        .formatted(report.replayed().from(), report.replayed().until());
  }

  private static String description(StudyReport report) {
    StringBuilder text = new StringBuilder(new StudyTables(report).result());
    for (StudyReport.Week week : report.weeks()) {
      week.metric(StudyReport.AVERAGE_PRECISION)
          .ifPresent(
              value -> text.append(String.format(Locale.ROOT, "; %s: %.3f", week.days(), value)));
    }
    report.lessons().stream()
        .filter(lesson -> lesson.kind() == Kind.PROMOTED || lesson.kind() == Kind.ASSIGNED)
        .forEach(lesson ->
            text.append("; release %d takes over on %s".formatted(lesson.release(), day(lesson))));
    return text.append('.').toString();
  }

  private void bands() {
    for (DayRange week : report.pooledDays()) {
      svg.rectangle(
          "band", x(week.from()), TOP, x(week.to().plusDays(1)) - x(week.from()), BOTTOM - TOP);
    }
  }

  private void grid() {
    for (int tenths = 0; tenths <= 10; tenths += 2) {
      double y = y(tenths / 10.0);
      svg.line("grid", LEFT, y, RIGHT, y);
      svg.text("", LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.1f", tenths / 10.0));
    }
    LocalDate first = report.replayed().from();
    long step = Math.max(1, days() / 9);
    for (long day = 0; day < days(); day += step) {
      double x = x(first.plusDays(day));
      svg.line("grid", x, BOTTOM, x, BOTTOM + 5);
      svg.text("", x, BOTTOM + 19, "middle", DAY.format(first.plusDays(day)));
    }
  }

  private void marks() {
    double lastNumber = Double.NEGATIVE_INFINITY;
    boolean isRaised = false;
    for (Lesson lesson : report.lessons()) {
      double x = x(lesson);
      switch (lesson.kind()) {
        case PROMOTED, ASSIGNED -> {
          isRaised = x - lastNumber < NUMBER_WIDTH && !isRaised;
          lastNumber = x;
          double number = TOP - 6 - (isRaised ? ROW : 0);
          svg.line("takes-over", x, TOP, x, BOTTOM);
          svg.text("number", x, number, "middle", String.valueOf(lesson.release()));
        }
        case REFUSED -> cross(x, BOTTOM - 7);
        case ROLLED_BACK -> svg.line("back", x, TOP, x, BOTTOM);
      }
    }
  }

  private void cross(double x, double y) {
    svg.line("bad", x - 4, y - 4, x + 4, y + 4);
    svg.line("bad", x - 4, y + 4, x + 4, y - 4);
  }

  /// It breaks where days have nothing to be judged by.
  private void curve() {
    StringBuilder path = new StringBuilder();
    LocalDate before = LocalDate.EPOCH;
    List<Sliding> sliding = report.sliding();
    for (Sliding each : sliding) {
      char step = each.day().equals(before.plusDays(1)) ? 'L' : 'M';
      path.append(
          String.format(
              Locale.ROOT,
              "%c%.1f %.1f",
              step,
              x(each.day().plusDays(1)),
              y(each.averagePrecision())));
      before = each.day();
    }
    if (!sliding.isEmpty()) {
      svg.path("line", path.toString());
      Sliding last = sliding.getLast();
      svg.dot("dot", x(last.day().plusDays(1)), y(last.averagePrecision()));
    }
  }

  private void legend() {
    svg.text("title", LEFT, 26, "start", title(report));
    svg.text("ink", LEFT, 46, "start", new StudyTables(report).headline());
    double y = HEIGHT - 16;
    double x = LEFT;
    svg.line("line", x, y - 4, x + 22, y - 4);
    svg.text("", x + 28, y, "start", "average precision of the last 7 days");
    svg.line("takes-over", x + 262, y - 12, x + 262, y + 3);
    svg.text("", x + 270, y, "start", "release takes over");
    if (has(Kind.REFUSED)) {
      cross(x + 400, y - 4);
      svg.text("", x + 410, y, "start", "candidate is refused");
    }
    if (has(Kind.ROLLED_BACK)) {
      svg.line("back", x + 548, y - 12, x + 548, y + 3);
      svg.text("", x + 556, y, "start", "release is taken back");
    }
    svg.rectangle("band", RIGHT - 132, y - 11, 14, 12);
    svg.text("", RIGHT - 112, y, "start", "weeks that count");
  }

  private boolean has(Kind kind) {
    return report.lessons().stream().anyMatch(lesson -> lesson.kind() == kind);
  }

  private long days() {
    return ChronoUnit.DAYS.between(report.replayed().from(), report.replayed().until()) + 1;
  }

  private double x(LocalDate day) {
    return x((double) ChronoUnit.DAYS.between(report.replayed().from(), day));
  }

  private double x(Lesson lesson) {
    Instant first = report.replayed().from().atStartOfDay().toInstant(ZoneOffset.UTC);
    return x(Duration.between(first, lesson.since()).toSeconds() / SECONDS_PER_DAY);
  }

  private double x(double daysAfterFirst) {
    return LEFT + daysAfterFirst * (RIGHT - LEFT) / days();
  }

  private static double y(double averagePrecision) {
    return BOTTOM - averagePrecision * (BOTTOM - TOP);
  }

  private static LocalDate day(Lesson lesson) {
    return LocalDate.ofInstant(lesson.since(), ZoneOffset.UTC);
  }
}
