package io.millrace.cli.deadletters;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.kafka.TerminalText;
import io.millrace.contracts.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `millrace dead-letters list` prints.
///
/// @param there how many there are
/// @param all how many of these are asked for
/// @param shown the newest of them
/// @param kinds how many of each kind, the most frequent first
record LetterList(int there, int all, List<Shown> shown, List<Counted> kinds) {

  LetterList {
    shown = List.copyOf(shown);
    kinds = List.copyOf(kinds);
  }

  /// A dead letter, and where it was redriven to, if it was.
  record Shown(Letter letter, @Nullable Position redrivenTo) {}

  /// How many there are of a kind, and how many of these were redriven.
  record Counted(LetterKind kind, long letters, long redriven) {

    private Counted plus(boolean isRedriven) {
      return new Counted(kind, letters + 1, redriven + (isRedriven ? 1 : 0));
    }
  }

  /// @param letters the newest last
  /// @param most how many are shown
  static LetterList of(LetterLog log, List<Letter> letters, int most) {
    List<Shown> shown =
        letters.subList(Math.max(0, letters.size() - most), letters.size()).stream()
            .map(letter -> new Shown(letter, log.redrivenTo(letter.at())))
            .toList();
    Map<LetterKind, Counted> kinds = new LinkedHashMap<>();
    for (Letter letter : letters) {
      LetterKind kind = LetterKind.of(letter);
      Counted before = kinds.getOrDefault(kind, new Counted(kind, 0, 0));
      kinds.put(kind, before.plus(log.isRedriven(letter)));
    }
    List<Counted> counted = new ArrayList<>(kinds.values());
    counted.sort(Comparator.comparingLong(Counted::letters).reversed());
    return new LetterList(log.size(), letters.size(), shown, counted);
  }

  String text() {
    if (all == 0) {
      return there == 0
          ? "no dead letters"
          : String.format(Locale.ROOT, "none of %,d dead letters is asked for", there);
    }
    List<String> lines = new ArrayList<>();
    shown.forEach(each -> lines.add(line(each)));
    lines.add(String.format(Locale.ROOT, "%,d of %,d dead letters; by reason:", shown.size(), all));
    for (Counted each : kinds) {
      LetterKind kind = each.kind();
      lines.add(
          String.format(
              Locale.ROOT,
              "%,8d  %,8d redriven  %-18s %-24s %s",
              each.letters(),
              each.redriven(),
              kind.stage(),
              kind.source(),
              kind.reason()));
    }
    lines.replaceAll(TerminalText::of);
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(Shown shown) {
    Letter letter = shown.letter();
    Position source = letter.source();
    return "%s %s %s %s %s %s%s"
        .formatted(
            letter.at(),
            letter.time(),
            letter.why().stage(),
            source == null ? "-" : source,
            letter.key(),
            letter.why().reason(),
            shown.redrivenTo() == null ? "" : " [redriven to %s]".formatted(shown.redrivenTo()));
  }

  String json() {
    return JsonText.of(out -> {
      out.writeStartObject();
      out.writeNumberField("all", all);
      out.writeArrayFieldStart("dead_letters");
      for (Shown each : shown) {
        out.writeStartObject();
        LetterText.write(out, each.letter(), each.redrivenTo());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("reasons");
      for (Counted each : kinds) {
        write(out, each);
      }
      out.writeEndArray();
      out.writeEndObject();
    });
  }

  private static void write(JsonGenerator out, Counted counted) throws IOException {
    out.writeStartObject();
    out.writeStringField("stage", counted.kind().stage());
    out.writeStringField("source", counted.kind().source());
    out.writeStringField("reason", counted.kind().reason());
    out.writeNumberField("dead_letters", counted.letters());
    out.writeNumberField("redriven", counted.redriven());
    out.writeEndObject();
  }
}
