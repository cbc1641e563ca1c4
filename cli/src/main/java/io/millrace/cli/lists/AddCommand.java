package io.millrace.cli.lists;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.LoggedLists;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace lists add`: puts items on a list.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "add",
    description = {
      "Put items on a list, for ever or for a time. One that is there already stays, for the time that",
      "is said now. It counts for events that are ingested a second later."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace lists add blocked-cards 596 597 --note stolen --pipeline pipelines/card-fraud",
      "  millrace lists add trusted-shops 7 --for 24h --pipeline pipelines/card-fraud"
    })
final class AddCommand implements Callable<Integer> {
  private static final InstantSource CLOCK = InstantSource.system();

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(
      index = "0",
      paramLabel = "LIST",
      converter = ListName.Converter.class,
      description = "The list, such as blocked-cards.")
  private ListName list;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ITEM",
      description = "What is put on it, such as a customer's id.")
  private List<String> items;

  @ArgGroup private @Nullable Until end;

  /// For how long.
  private static final class Until {

    @Option(names = "--for", paramLabel = "TIME", description = "For how long, such as 24h.")
    private @Nullable Duration duration;

    @Option(
        names = "--until",
        paramLabel = "INSTANT",
        description = "Until when, such as 2026-12-01T00:00:00Z.")
    private @Nullable Instant instant;

    private @Nullable Instant after(Instant from) {
      return duration == null ? instant : from.plus(duration);
    }
  }

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "millrace lists add",
      description = "Why, for those who look at the list (default: ${DEFAULT-VALUE}).")
  private String note;

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant to = end == null ? null : end.after(now);
    if (to != null && !to.isAfter(now)) {
      throw new ParameterException(
          spec.commandLine(), "--until %s is over: name a time to come".formatted(to));
    }
    ListChanges changes = new ListChanges();
    for (String item : items) {
      changes.add(item(item, to));
    }
    KafkaConnection kafka = kafkaOption.connection();
    Topic<String, ListItem> topic = pipeline.topics().lists();
    kafka.requireTopics(List.of(topic.name()));
    changes.write(topic, kafka);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d on %s %s; they count for events that are ingested a second from now, or later%n",
        changes.size(), list, to == null ? "until they are taken off" : "until " + to);
    if (!LoggedLists.namedBy(pipeline).contains(list.text())) {
      spec.commandLine().getErr().printf("no rule of %s asks %s%n", pipelineOption.folder(), list);
    }
    out.flush();
    return ExitCode.OK;
  }

  /// It counts by the broker's clock, and not by that of this machine.
  private ListItem item(String item, @Nullable Instant to) {
    try {
      return new ListItem(list.text(), item, null, to, note);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
