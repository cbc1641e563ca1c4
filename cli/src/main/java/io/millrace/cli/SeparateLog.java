package io.millrace.cli;

import io.millrace.cli.history.LogReplay;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `events-a`: all records by each entity that has stateful features.
///
/// Records by what is no entity are passed over: they went to the dead letters.
record SeparateLog(PipelineTopics topicsOfPipeline) implements EntityLog {

  @Override
  public List<Topic<?, ?>> topics() {
    return List.of(topicsOfPipeline.eventsA());
  }

  @Override
  public void replay(TopicScan scan, LogReplay to) {
    scan.replay(
        topicsOfPipeline.eventsA(),
        to,
        (at, time, key, record) -> {
          EntityKey entity = entity(key);
          if (entity != null) {
            to.take(at, time, entity, record);
          }
        });
  }

  private static @Nullable EntityKey entity(String key) {
    try {
      return EntityKey.parse(key);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
