package io.millrace.cli.lists;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.LoggedLists;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.PipelineTopics;
import io.millrace.runtime.ListLog;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace lists remove`: takes items off a list.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "remove",
    description = {
      "Take items off a list; it counts for events that are ingested a second later. With --expired,",
      "take off all whose time is over by more than eight days: nothing asks for them any more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace lists remove blocked-cards 596 597 --pipeline pipelines/card-fraud",
      "  millrace lists remove blocked-cards --expired --pipeline pipelines/card-fraud"
    })
final class RemoveCommand implements Callable<Integer> {
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

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "ITEM", description = "The items.")
  private List<String> items = List.of();

  @Option(names = "--expired", description = "All whose time has long been over.")
  private boolean expired;

  @Override
  public Integer call() {
    if (expired != items.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "name items, or use --expired");
    }
    PipelineTopics topics = pipelineOption.read().topics();
    KafkaConnection kafka = kafkaOption.connection();
    ListLog log = LoggedLists.read(topics, kafka).log();
    ListChanges changes = expired ? expired(log) : items(log);
    changes.write(topics.lists(), kafka);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d taken off %s%n", changes.size(), list);
    out.flush();
    return ExitCode.OK;
  }

  private ListChanges items(ListLog log) {
    List<String> missing =
        items.stream().filter(item -> log.latest(list.text(), item).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "not on %s: %s. Nothing was taken off; millrace lists show tells what is there"
              .formatted(list, String.join(", ", missing)));
    }
    ListChanges changes = new ListChanges();
    items.forEach(item -> changes.remove(list.text(), item));
    return changes;
  }

  private ListChanges expired(ListLog log) {
    Instant before = CLOCK.instant().minus(PipelineTopics.LIST_HISTORY);
    ListChanges changes = new ListChanges();
    for (ListItem item : log.items()) {
      if (item.list().equals(list.text()) && item.to() != null && item.to().isBefore(before)) {
        changes.remove(item.list(), item.item());
      }
    }
    return changes;
  }
}
