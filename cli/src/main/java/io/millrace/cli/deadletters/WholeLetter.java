package io.millrace.cli.deadletters;

import io.millrace.cli.JsonText;
import io.millrace.cli.kafka.ReadableRecord;
import io.millrace.cli.kafka.TerminalText;
import io.millrace.contracts.Position;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// What `millrace dead-letters show` prints.
///
/// @param redrivenTo where it was redriven to, if it was
record WholeLetter(ConsumerRecord<byte[], byte[]> record, @Nullable Position redrivenTo) {

  String text() {
    Letter letter = Letter.of(record);
    List<String> lines = new ArrayList<>();
    lines.add("position  " + letter.at());
    lines.add("time      " + letter.time());
    lines.add("redriven  " + (redrivenTo == null ? "no" : "to " + redrivenTo));
    lines.add("headers");
    for (Header header : record.headers()) {
      lines.add("  %-16s %s".formatted(header.key(), ReadableRecord.wholeText(header.value())));
    }
    lines.add("key       " + ReadableRecord.wholeText(record.key()));
    lines.add("value     " + ReadableRecord.wholeText(record.value()));
    lines.replaceAll(TerminalText::of);
    return String.join(System.lineSeparator(), lines);
  }

  String json() {
    return JsonText.of(out -> {
      out.writeStartObject();
      LetterText.write(out, Letter.of(record), redrivenTo);
      out.writeArrayFieldStart("headers");
      for (Header header : record.headers()) {
        out.writeStartObject();
        out.writeStringField("name", header.key());
        out.writeStringField("value", ReadableRecord.wholeText(header.value()));
        out.writeEndObject();
      }
      out.writeEndArray();
      if (record.value() == null) {
        out.writeNullField("value");
      } else {
        out.writeStringField("value", ReadableRecord.wholeText(record.value()));
      }
      out.writeEndObject();
    });
  }
}
