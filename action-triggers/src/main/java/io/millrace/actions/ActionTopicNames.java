package io.millrace.actions;

import io.millrace.contracts.PipelineTopics;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/// Where the records of action topics go: to the pipeline's topic of that name.
record ActionTopicNames(String pipeline) implements TopicNameExtractor<String, TopicRecord> {

  @Override
  public String extract(String eventId, TopicRecord record, RecordContext context) {
    return PipelineTopics.name(pipeline, record.topic());
  }
}
