package io.millrace.cli.learning;

import io.millrace.cli.cluster.Groups;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.trainer.promotion.LearnerThread;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The one instance of model-trainer that learns, as its consumer group tells of it.
///
/// @param isRunning whether there is one
/// @param end the offset after the last example
/// @param lag how many offsets before that it has not done with; 0 where it is idle
record Learner(boolean isRunning, long end, long lag) {

  static boolean isRunning(PipelineDefinition pipeline, KafkaConnection kafka) {
    try (Groups groups = new Groups(pipeline.name(), kafka.client())) {
      return groups.isRunning(LearnerThread.GROUP);
    }
  }

  static Learner of(PipelineDefinition pipeline, KafkaConnection kafka) {
    kafka.requireTopics(List.of(pipeline.topics().examples().name()));
    try (Groups groups = new Groups(pipeline.name(), kafka.client())) {
      Map<TopicPartition, Long> next = groups.next(List.of(LearnerThread.GROUP));
      long end = 0;
      long done = 0;
      for (var partition : groups.ends(pipeline.topics().examples()).entrySet()) {
        end += partition.getValue();
        done += next.getOrDefault(partition.getKey(), 0L);
      }
      return new Learner(groups.isRunning(LearnerThread.GROUP), end, Math.max(0, end - done));
    }
  }
}
