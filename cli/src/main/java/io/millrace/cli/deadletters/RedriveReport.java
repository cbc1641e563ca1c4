package io.millrace.cli.deadletters;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.kafka.TerminalText;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `millrace dead-letters redrive` has done, or would do.
///
/// @param outcomes what came of the dead letters that were tried
/// @param before how many were left alone because they were redriven before
record RedriveReport(List<Outcome> outcomes, long before, boolean dryRun) {

  RedriveReport {
    outcomes = List.copyOf(outcomes);
  }

  /// What came of a dead letter.
  sealed interface Outcome {
    Position letter();

    /// It was published again.
    record Done(Position letter, Position to) implements Outcome {}

    /// It would be, to this topic.
    record Planned(Position letter, String topic) implements Outcome {}

    /// It was not published, or not marked, for this reason.
    record Failed(Position letter, String reason) implements Outcome {}
  }

  boolean hasFailures() {
    return outcomes.stream().anyMatch(Outcome.Failed.class::isInstance);
  }

  private long failures() {
    return outcomes.stream().filter(Outcome.Failed.class::isInstance).count();
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      lines.add(
          switch (outcome) {
            case Outcome.Done(Position letter, Position to) ->
                "%s redriven to %s".formatted(letter, to);
            case Outcome.Planned(Position letter, String topic) ->
                "%s would be redriven to %s".formatted(letter, topic);
            case Outcome.Failed(Position letter, String reason) ->
                "%s not redriven: %s".formatted(letter, reason);
          });
    }
    lines.add(summary());
    lines.replaceAll(TerminalText::of);
    return String.join(System.lineSeparator(), lines);
  }

  private String summary() {
    String done =
        String.format(
            Locale.ROOT,
            "%,d %s, %,d could not be",
            outcomes.size() - failures(),
            dryRun ? "would be redriven" : "redriven",
            failures());
    return before == 0
        ? done
        : done
            + String.format(
                Locale.ROOT, "; %,d were before (--again redrives them once more)", before);
  }

  String json() {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeBooleanField("dry_run", dryRun);
      out.writeNumberField("redriven", outcomes.size() - failures());
      out.writeNumberField("failed", failures());
      out.writeNumberField("redriven_before", before);
      out.writeArrayFieldStart("dead_letters");
      for (Outcome outcome : outcomes) {
        write(out, outcome);
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private static void write(JsonGenerator out, Outcome outcome) throws IOException {
    out.writeStartObject();
    out.writeStringField("position", outcome.letter().toString());
    switch (outcome) {
      case Outcome.Done(Position _, Position to) ->
          out.writeStringField("redriven_to", to.toString());
      case Outcome.Planned(Position _, String topic) -> out.writeStringField("topic", topic);
      case Outcome.Failed(Position _, String reason) -> out.writeStringField("failure", reason);
    }
    out.writeEndObject();
  }
}
