package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.history.Backtest.Different;
import io.millrace.cli.history.Backtest.Report;
import io.millrace.cli.history.Backtest.Segment;
import io.millrace.cli.history.Backtest.Sum;
import io.millrace.cli.kafka.TerminalText;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `millrace backtest` prints.
final class BacktestReport {
  /// Segments in the text; the JSON has all.
  private static final int MOST_SEGMENTS = 20;

  private BacktestReport() {}

  /// @param segment the field by which segments are told apart
  /// @param amount the field that was summed up
  static String text(Report report, @Nullable String segment, @Nullable String amount) {
    StringBuilder text = new StringBuilder();
    Sum different = report.different();
    line(
        text,
        String.format(
            Locale.ROOT,
            "%,d events compared; %,d (%.2f%%) would be decided otherwise",
            report.compared(),
            different.events(),
            100.0 * different.events() / report.compared()));
    if (report.undecided() > 0) {
      line(
          text, String.format(Locale.ROOT, "%,d predictions have no decision", report.undecided()));
    }
    if (report.unknown() > 0) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "%,d events are left out: the log does not tell the release's features of them",
              report.unknown()));
    }
    if (report.failedRules() > 0) {
      line(
          text,
          String.format(
              Locale.ROOT, "%,d times a rule could not be computed", report.failedRules()));
    }
    if (report.heldBack() > 0) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "%,d events would be let through so that their truth can show itself",
              report.heldBack()));
    }
    report
        .changes()
        .forEach((change, sum) ->
            line(
                text,
                String.format(
                    Locale.ROOT,
                    "  %-16s %-16s%s",
                    change.from(),
                    change.to(),
                    cells(sum, amount))));
    for (Different event : report.shown()) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "  event %-24s %s to %s%s",
              TerminalText.of(event.eventId()),
              event.change().from(),
              event.change().to(),
              amount == null
                  ? ""
                  : String.format(Locale.ROOT, ", %s %,.2f", amount, event.amount())));
    }
    if (report.shown().size() < different.events()) {
      line(text, "  … --events N shows more of them");
    }
    if (segment != null) {
      line(text, String.format(Locale.ROOT, "by %s:", segment));
      largest(report)
          .forEach(each ->
              line(
                  text,
                  String.format(
                      Locale.ROOT,
                      "  %-33s%s of %,d",
                      each.getKey(),
                      cells(each.getValue().different(), amount),
                      each.getValue().compared().events())));
      int more = report.segments().size() - MOST_SEGMENTS;
      if (more > 0) {
        line(text, String.format(Locale.ROOT, "  … and %,d more, which --json has", more));
      }
    }
    return text.toString().stripTrailing();
  }

  private static List<Map.Entry<String, Segment>> largest(Report report) {
    return report.segments().entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Segment> each) -> each.getValue().different().events())
                .reversed())
        .limit(MOST_SEGMENTS)
        .toList();
  }

  private static String cells(Sum sum, @Nullable String amount) {
    String events = String.format(Locale.ROOT, "%,12d", sum.events());
    return amount == null
        ? events
        : events + String.format(Locale.ROOT, "  %s %,.2f", amount, sum.amount());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }

  static String json(Report report) {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("compared", report.compared());
      out.writeNumberField("different", report.different().events());
      out.writeNumberField("different_amount", report.different().amount());
      out.writeNumberField("undecided", report.undecided());
      out.writeNumberField("unknown", report.unknown());
      out.writeNumberField("failed_rules", report.failedRules());
      out.writeNumberField("held_back", report.heldBack());
      out.writeArrayFieldStart("changes");
      for (var change : report.changes().entrySet()) {
        out.writeStartObject();
        out.writeStringField("from", change.getKey().from());
        out.writeStringField("to", change.getKey().to());
        sum(out, change.getValue());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("events");
      for (Different event : report.shown()) {
        out.writeStartObject();
        out.writeStringField("event_id", event.eventId());
        out.writeStringField("from", event.change().from());
        out.writeStringField("to", event.change().to());
        out.writeNumberField("amount", event.amount());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("segments");
      for (Map.Entry<String, Segment> segment : report.segments().entrySet()) {
        out.writeStartObject();
        out.writeStringField("segment", segment.getKey());
        out.writeObjectFieldStart("compared");
        sum(out, segment.getValue().compared());
        out.writeEndObject();
        out.writeObjectFieldStart("different");
        sum(out, segment.getValue().different());
        out.writeEndObject();
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private static void sum(JsonGenerator out, Sum sum) throws IOException {
    out.writeNumberField("events", sum.events());
    out.writeNumberField("amount", sum.amount());
  }
}
