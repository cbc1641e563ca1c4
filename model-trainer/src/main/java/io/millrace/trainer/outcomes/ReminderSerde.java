package io.millrace.trainer.outcomes;

import io.millrace.trainer.outcomes.OpenCases.Reminder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// A reminder as the key of a store whose order is that of reminders: the milliseconds since 1970,
/// big-endian and with the sign turned over, then the event's id in UTF-8.
final class ReminderSerde implements Serde<Reminder> {

  @Override
  public Serializer<Reminder> serializer() {
    return (topic, reminder) -> {
      byte[] eventId = reminder.eventId().getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(Long.BYTES + eventId.length)
          .putLong(reminder.at().toEpochMilli() ^ Long.MIN_VALUE)
          .put(eventId)
          .array();
    };
  }

  @Override
  public Deserializer<Reminder> deserializer() {
    return (topic, bytes) -> {
      ByteBuffer key = ByteBuffer.wrap(bytes);
      Instant at = Instant.ofEpochMilli(key.getLong() ^ Long.MIN_VALUE);
      return new Reminder(at, StandardCharsets.UTF_8.decode(key).toString());
    };
  }
}
