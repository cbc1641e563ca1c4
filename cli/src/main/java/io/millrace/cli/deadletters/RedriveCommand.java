package io.millrace.cli.deadletters;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.LayoutTurn;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace dead-letters redrive`: another try for what could not be used.
@SuppressWarnings("NullAway.Init") // picocli injects
@Command(
    name = "redrive",
    description = {
      "Publish dead letters again where they came from, as they were received, once what was wrong is",
      "mended. None is redriven twice unless --again says so."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace dead-letters redrive 1@42 3@7 --pipeline pipelines/card-fraud",
      "  millrace dead-letters redrive --pipeline pipelines/card-fraud --stage action-triggers"
          + " --reason 'HTTP 400' --dry-run",
      "  millrace dead-letters redrive --all --pipeline pipelines/card-fraud --json"
    })
final class RedriveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;
  @Mixin private FilterOptions filterOptions;

  @Parameters(
      paramLabel = "POSITION",
      description = "Where they stand, as list prints it; partition and offset are enough.")
  private List<String> positions = List.of();

  @Option(names = "--all", description = "All dead letters.")
  private boolean all;

  @Option(names = "--again", description = "Those too that were redriven before.")
  private boolean again;

  @Option(names = "--dry-run", description = "Show what would be redriven, and publish nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    LetterFilter filter = filterOptions.filter(spec, pipeline.name());
    requireOneChoice(filter);
    KafkaConnection kafka = kafkaOption.connection();
    DeadLetterTopic topic = new DeadLetterTopic(pipeline.topics().deadLetters().name(), kafka);
    Set<Position> named =
        positions.stream()
            .map(text -> topic.position(spec, text))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    RedriveReport report = redrive(topic, pipeline, named, filter);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json() : report.text());
    out.flush();
    return report.hasFailures() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void requireOneChoice(LetterFilter filter) {
    boolean filtered = !filter.equals(LetterFilter.ALL);
    if ((positions.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (filtered ? 1 : 0) != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "say which dead letters to redrive: positions, as list prints them; or --reason, --stage, --source, --from and --to; or --all");
    }
  }

  private RedriveReport redrive(
      DeadLetterTopic topic,
      PipelineDefinition pipeline,
      Set<Position> named,
      LetterFilter filter) {
    LetterLog log = topic.read();
    Set<Position> wanted = named.isEmpty() ? positions(log.matching(filter)) : named;
    Set<Position> due =
        wanted.stream()
            .filter(letter -> again || log.redrivenTo(letter) == null)
            .collect(Collectors.toSet());
    try (Producer<byte[], byte[]> producer = topic.kafka().producer()) {
      Redriving redriving =
          new Redriving(producer, rules(pipeline, topic.kafka(), producer), dryRun);
      due.stream().filter(letter -> !log.has(letter)).forEach(redriving::missing);
      if (due.stream().anyMatch(log::has)) {
        topic.forEach(record -> {
          if (due.contains(Letter.at(record)) && log.has(Letter.at(record))) {
            redriving.redrive(record);
          }
        });
      }
      return new RedriveReport(redriving.finish(), wanted.size() - due.size(), dryRun);
    }
  }

  private static Set<Position> positions(List<Letter> letters) {
    return letters.stream().map(Letter::at).collect(Collectors.toSet());
  }

  private static RedriveRules rules(
      PipelineDefinition pipeline, KafkaConnection kafka, Producer<byte[], byte[]> producer) {
    PipelineTopics topics = pipeline.topics();
    Set<Layout> over =
        Stream.of(Layout.values())
            .filter(layout -> LayoutTurn.isOver(layout, pipeline, kafka))
            .collect(Collectors.toSet());
    return new RedriveRules(
        topics, new ReadTopics(pipeline, over), name -> producer.partitionsFor(name).size());
  }
}
