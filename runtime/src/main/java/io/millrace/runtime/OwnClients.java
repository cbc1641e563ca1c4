package io.millrace.runtime;

import io.millrace.contracts.Topic;
import java.util.List;

/// What a service does on the brokers beside its topology, with Kafka clients of its own.
///
/// @param reads topics that it reads
/// @param writes topics that it writes
/// @param groups the consumer groups that it is in beside that of its streams
/// @param transactions the ids of its transactions
/// @param looksAtInstances whether it looks which instances of the pipeline's services are live
public record OwnClients(
    List<Topic<?, ?>> reads,
    List<Topic<?, ?>> writes,
    List<String> groups,
    List<String> transactions,
    boolean looksAtInstances) {

  /// Those of a service that has a topology and nothing else.
  public static final OwnClients NONE =
      new OwnClients(List.of(), List.of(), List.of(), List.of(), false);

  public OwnClients {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    groups = List.copyOf(groups);
    transactions = List.copyOf(transactions);
  }
}
