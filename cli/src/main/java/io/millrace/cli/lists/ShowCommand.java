package io.millrace.cli.lists;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.LoggedLists;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.TerminalText;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.PipelineTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace lists show`: what is on lists.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "show",
    description = "Show what is on all lists, or on one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace lists show --pipeline pipelines/card-fraud",
      "  millrace lists show blocked-cards --item 596 --all --json --pipeline pipelines/card-fraud"
    })
final class ShowCommand implements Callable<Integer> {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String ROW = "%-24s %-24s %-26s %-26s %s%n";

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(
      arity = "0..1",
      paramLabel = "LIST",
      converter = ListName.Converter.class,
      description = "The list; all without it.")
  private @Nullable ListName list;

  @Option(names = "--item", paramLabel = "ITEM", description = "Show this item alone.")
  private @Nullable String item;

  @Option(names = "--all", description = "Show those too whose time is over, or has not come yet.")
  private boolean all;

  @Option(names = "--json", description = "Print the items as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineTopics topics = pipelineOption.read().topics();
    Instant now = CLOCK.instant();
    List<ListItem> items =
        LoggedLists.read(topics, kafkaOption.connection()).log().items().stream()
            .filter(each -> list == null || each.list().equals(list.text()))
            .filter(each -> item == null || each.item().equals(item))
            .filter(each -> all || each.holdsAt(now))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(items));
    } else if (items.isEmpty()) {
      out.printf("nothing is on %s%s%n", list == null ? "any list" : list, all ? "" : " now");
    } else {
      print(items, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void print(List<ListItem> items, PrintWriter out) {
    out.printf(ROW, "list", "item", "from", "to", "note");
    for (ListItem each : items) {
      out.printf(
          ROW,
          each.list(),
          TerminalText.of(each.item()),
          time(each.from()),
          time(each.to()),
          TerminalText.of(each.note()));
    }
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "-" : time.toString();
  }

  private static String json(List<ListItem> items) {
    return JsonText.of(out -> {
      out.writeStartArray();
      for (ListItem each : items) {
        write(each, out);
      }
      out.writeEndArray();
    });
  }

  private static void write(ListItem item, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("list", item.list());
    out.writeStringField("item", item.item());
    if (item.from() != null) {
      out.writeStringField("from", item.from().toString());
    }
    if (item.to() != null) {
      out.writeStringField("to", item.to().toString());
    }
    out.writeStringField("note", item.note());
    out.writeEndObject();
  }
}
