package io.millrace.cli;

import io.millrace.cli.kafka.KafkaConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--bootstrap HOST:PORT`, for commands that talk to Kafka.
public final class KafkaOption {

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = {
        "The Kafka brokers (default: KAFKA_BOOTSTRAP_SERVERS, else localhost:9092).",
        "Other client properties come from the environment too, such as KAFKA_SECURITY_PROTOCOL."
      })
  private @Nullable String bootstrap;

  /// How to reach the brokers.
  public KafkaConnection connection() {
    return new KafkaConnection(bootstrap, System.getenv());
  }
}
