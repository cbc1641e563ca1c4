package io.millrace.actions;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Writes a record's value alone: the topic is where it goes.
final class TopicRecordSerde implements Serde<TopicRecord> {

  @Override
  public Serializer<TopicRecord> serializer() {
    return (topic, record) -> record.value().bytes();
  }

  @Override
  public Deserializer<TopicRecord> deserializer() {
    throw new UnsupportedOperationException("action topics are written here, never read");
  }
}
