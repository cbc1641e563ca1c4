package io.millrace.cli;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.ReadableRecord;
import io.millrace.cli.kafka.TopicReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace tail`: the records of a topic as a person can read them.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "tail",
    description = {
      "Print the records of a topic as they come: time, position, key, value, headers.",
      "Stop with Ctrl-C, or after -n records."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace tail decisions --pipeline pipelines/card-fraud --from-beginning -n 10",
      "  millrace tail card-fraud.dead-letters"
    })
final class TailCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  @Spec private CommandSpec spec;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(
      paramLabel = "TOPIC",
      description = "A topic's name; with --pipeline its name within the pipeline is enough.")
  private String topic;

  @Option(
      names = "--pipeline",
      paramLabel = "DIR",
      description = "The pipeline folder, such as pipelines/card-fraud.")
  private @Nullable Path pipeline;

  @Option(names = "--from-beginning", description = "Begin with the oldest record.")
  private boolean fromBeginning;

  @Option(names = "-n", paramLabel = "N", description = "Stop after so many records.")
  private long most = Long.MAX_VALUE;

  @Override
  public Integer call() {
    KafkaConnection kafka = kafkaOption.connection();
    PrintWriter out = spec.commandLine().getOut();
    try (TopicReader<byte[]> reader = open(kafka)) {
      for (long printed = 0; printed < most; ) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        reader.poll(POLL, records::add);
        records.stream().limit(most - printed).map(ReadableRecord::of).forEach(out::println);
        out.flush();
        printed += records.size();
      }
    }
    return ExitCode.OK;
  }

  private TopicReader<byte[]> open(KafkaConnection kafka) {
    String name = pipeline == null ? topic : inPipeline(PipelineOption.read(pipeline).name());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return fromBeginning
        ? TopicReader.fromBeginning(kafka, name, bytes)
        : TopicReader.fromEnd(kafka, name, bytes);
  }

  private String inPipeline(String name) {
    return topic.startsWith(name + ".") ? topic : name + "." + topic;
  }
}
