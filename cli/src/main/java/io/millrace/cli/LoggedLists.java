package io.millrace.cli;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.expression.Lists;
import io.millrace.runtime.ListLog;
import io.millrace.runtime.ListTopic;
import io.millrace.runtime.RecordedLists;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lists of a pipeline as their topic tells of them; it is read when a rule first asks. Not for
/// several threads at once.
public final class LoggedLists implements RecordedLists {
  private final PipelineTopics topics;
  private final KafkaConnection kafka;
  private @Nullable ListLog log;

  public LoggedLists(PipelineTopics topics, KafkaConnection kafka) {
    this.topics = topics;
    this.kafka = kafka;
  }

  @Override
  public Lists asOf(long timestamp) {
    return (list, item) -> log().asOf(timestamp).contains(list, item);
  }

  @Override
  public Optional<ListItem> latest(String list, String item) {
    return log().latest(list, item);
  }

  /// All that the topic says by the time of the first call; throws [CommandFailure] if there is no
  /// such topic.
  public ListLog log() {
    if (log == null) {
      kafka.requireTopics(List.of(topics.lists().name()));
      log = ListTopic.read(topics, kafka.client());
    }
    return log;
  }
}
