package io.millrace.cli.deadletters;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.Position;
import io.millrace.contracts.RedriveMark;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace dead-letters show`: one record that could not be used.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "show",
    description = "Show a dead letter with all its headers, its key and its value.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace dead-letters show card-fraud.dead-letters-1@42 --pipeline pipelines/card-fraud",
      "  millrace dead-letters show 1@42 --pipeline pipelines/card-fraud --json"
    })
final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(
      paramLabel = "POSITION",
      description = "Where it stands, as list prints it; partition and offset are enough.")
  private String position;

  @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    String name = pipelineOption.read().topics().deadLetters().name();
    DeadLetterTopic topic = new DeadLetterTopic(name, kafkaOption.connection());
    Position wanted = topic.position(spec, position);
    LetterLog log = new LetterLog();
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    topic.forEach(record -> {
      log.take(record);
      if (Letter.at(record).equals(wanted) && RedriveMark.of(record.headers()).isEmpty()) {
        found.add(record);
      }
    });
    if (found.isEmpty()) {
      throw new CommandFailure(
          "there is no dead letter at %s: millrace dead-letters list shows those that are there"
              .formatted(wanted));
    }
    WholeLetter letter = new WholeLetter(found.getFirst(), log.redrivenTo(wanted));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? letter.json() : letter.text());
    out.flush();
    return ExitCode.OK;
  }
}
