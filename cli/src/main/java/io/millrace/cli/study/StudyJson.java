package io.millrace.cli.study;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.study.Lessons.Kind;
import io.millrace.cli.study.Lessons.Lesson;
import io.millrace.cli.study.StudyReport.Replayed;
import io.millrace.cli.study.StudyReport.Sliding;
import io.millrace.cli.study.StudyReport.Week;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.trainer.DayRange;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalDouble;

/// A study for machines: one line of JSON, with null where a number is not known.
final class StudyJson {
  private final StudyReport report;

  StudyJson(StudyReport report) {
    this.report = report;
  }

  String text() {
    return JsonText.of(out -> {
      out.writeStartObject();
      number("average_precision", report.averagePrecision(), out);
      pooled(out);
      replayed(report.replayed(), out);
      lessons("promotions", Kind.PROMOTED, out);
      lessons("refusals", Kind.REFUSED, out);
      lessons("rollbacks", Kind.ROLLED_BACK, out);
      lessons("assignments", Kind.ASSIGNED, out);
      out.writeArrayFieldStart("by_week");
      for (Week week : report.weeks()) {
        week(week, out);
      }
      out.writeEndArray();
      out.writeArrayFieldStart("sliding_7d");
      for (Sliding sliding : report.sliding()) {
        out.writeStartObject();
        out.writeStringField("day", sliding.day().toString());
        out.writeNumberField("average_precision", sliding.averagePrecision());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private void pooled(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("pooled");
    out.writeArrayFieldStart("weeks");
    for (DayRange week : report.pooledDays()) {
      out.writeString(week.from() + "/" + week.to());
    }
    out.writeEndArray();
    out.writeNumberField("rows", report.pooled().rows());
    out.writeNumberField("positives", report.pooled().positives());
    out.writeEndObject();
  }

  private static void replayed(Replayed replayed, JsonGenerator out) throws IOException {
    out.writeStringField("from", replayed.from().toString());
    out.writeStringField("until", replayed.until().toString());
    out.writeNumberField("label_delay_days", replayed.labelDelayDays());
    out.writeNumberField("events", replayed.events());
    out.writeNumberField("outcomes", replayed.outcomes());
    out.writeNumberField("trainings", replayed.trainings());
    out.writeNumberField("seconds", replayed.seconds());
    out.writeNumberField("events_per_second", replayed.eventsPerSecond());
  }

  private void lessons(String name, Kind kind, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(name);
    for (Lesson lesson : report.lessons()) {
      if (lesson.kind() == kind) {
        lesson(lesson, out);
      }
    }
    out.writeEndArray();
  }

  private static void lesson(Lesson lesson, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("run", lesson.run());
    if (lesson.release() != null) {
      out.writeNumberField("release", lesson.release());
    }
    out.writeStringField("at", lesson.at().toString());
    out.writeStringField("since", lesson.since().toString());
    LocalDate day = LocalDate.ofInstant(lesson.since(), ZoneOffset.UTC);
    out.writeStringField("day", day.toString());
    if (!lesson.why().isEmpty()) {
      out.writeStringField("reason", lesson.why());
    }
    out.writeArrayFieldStart("gates");
    for (Gate gate : lesson.evidence()) {
      out.writeStartObject();
      out.writeStringField("name", gate.name());
      out.writeBooleanField("passed", gate.passed());
      out.writeStringField("evidence", gate.evidence());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void week(Week week, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("from", week.days().from().toString());
    out.writeStringField("to", week.days().to().toString());
    out.writeNumberField("rows", week.report().rows());
    out.writeNumberField("positives", week.report().positives());
    number("average_precision", week.metric(StudyReport.AVERAGE_PRECISION), out);
    number("auc_roc", week.metric(StudyReport.AUC_ROC), out);
    out.writeArrayFieldStart("releases");
    for (int release : week.releases().keySet()) {
      out.writeNumber(release);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void number(String name, OptionalDouble value, JsonGenerator out)
      throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.getAsDouble());
    } else {
      out.writeNullField(name);
    }
  }
}
