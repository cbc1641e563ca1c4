package io.millrace.cli.cluster;

import io.millrace.cli.KafkaOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace topics`: what a pipeline's broker must have.
@Command(
    name = "topics",
    description = {
      "Show the topics that a pipeline needs, with their settings, or create those that are missing."
          + " Topics that exist are left as they are; if one keeps records for too short a time, that"
          + " is told."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace topics --pipeline pipelines/card-fraud",
      "  millrace topics --pipeline pipelines/card-fraud --create --bootstrap kafka:9092"
    })
public final class TopicsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pipeline",
      paramLabel = "DIR",
      description = "The pipeline folder (default: card-fraud, as it comes).")
  private Path pipeline = PipelineFolder.shipped("card-fraud");

  @Option(names = "--create", description = "Create those that are missing.")
  private boolean create;

  @Mixin private KafkaOption kafkaOption = new KafkaOption();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "" + TopicCreation.DEFAULT_PARTITIONS,
      description = "Partitions, the same for all (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Override
  public Integer call() throws InvalidPipeline {
    PipelineDefinition definition = new PipelineReader().read(pipeline);
    List<Topic<?, ?>> topics = TopicCreation.topicsOf(definition);
    PrintWriter out = spec.commandLine().getOut();
    if (create) {
      KafkaConnection kafka = kafkaOption.connection();
      kafka.requireTopics(List.of());
      Map<String, Object> client = kafka.client();
      List<String> created = TopicCreation.create(topics, client, partitions);
      out.println(
          created.isEmpty() ? "all topics are there" : "created " + String.join(", ", created));
      List<Topic<?, ?>> old =
          topics.stream().filter(topic -> !created.contains(topic.name())).toList();
      TopicCreation.shortRetention(old, client)
          .forEach(
              tooShort -> spec.commandLine().getErr().println(tooShort.advice(kafka.bootstrap())));
    } else {
      for (Topic<?, ?> topic : topics) {
        int count = topic.totallyOrdered() ? 1 : partitions;
        out.printf("%s partitions=%d %s%n", topic.name(), count, settings(topic));
      }
    }
    return 0;
  }

  private static String settings(Topic<?, ?> topic) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(topic.settings())
        .forEach((key, value) -> text.append(key).append('=').append(value).append(' '));
    return text.toString().strip();
  }
}
