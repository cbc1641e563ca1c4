package io.millrace.cli.learning;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.LearningOrders;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every order needs: whose learning it is for, and why it is given.
@SuppressWarnings("NullAway.Init") // picocli injects
final class OrderOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  private String reason = "";

  /// Puts an order on record, unless it would come to nothing: then throws [CommandFailure].
  int give(Order order) {
    PipelineDefinition pipeline = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    LearningLog log = LearningLog.read(pipeline, kafka);
    OrderRules.refusal(order, log.progress().stage())
        .ifPresent(refusal -> {
          throw new CommandFailure(refusal);
        });
    PrintWriter out = spec.commandLine().getOut();
    if (OrderRules.isFulfilled(order, log.progress())) {
      out.printf("it is %s already: nothing is changed%n", inWords(order));
    } else {
      new LearningOrders(pipeline.topics().learning(), kafka).append(order, log.latest(), reason);
      out.printf(
          "%s: %s%n",
          order.name().toLowerCase(Locale.ROOT),
          Learner.isRunning(pipeline, kafka)
              ? "taken by model-trainer"
              : "will be taken when model-trainer runs: none does now");
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String inWords(Order order) {
    return order == Order.PAUSE ? "paused" : "going on";
  }
}
