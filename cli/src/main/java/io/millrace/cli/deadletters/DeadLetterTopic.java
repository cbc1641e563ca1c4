package io.millrace.cli.deadletters;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Position;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The topic that holds a pipeline's dead letters.
record DeadLetterTopic(String name, KafkaConnection kafka) {
  private static final Pattern SHORT = Pattern.compile("\\d+@\\d+");

  /// All dead letters that are there now.
  LetterLog read() {
    LetterLog log = new LetterLog();
    forEach(log::take);
    return log;
  }

  /// Hands on all records that are there now, each partition in its order.
  void forEach(Consumer<ConsumerRecord<byte[], byte[]>> to) {
    try (TopicReader<byte[]> reader =
        TopicReader.fromBeginning(kafka, name, new ByteArrayDeserializer())) {
      reader.readAll(to);
    }
  }

  /// Reads where a dead letter stands as users write it, such as `card-fraud.dead-letters-1@42` or
  /// `1@42`; throws `ParameterException` on anything else.
  Position position(CommandSpec spec, String text) {
    String whole = SHORT.matcher(text).matches() ? name + '-' + text : text;
    try {
      Position position = Position.parse(whole);
      if (position.topic().equals(name)) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      throw noPosition(spec, text);
    }
    throw noPosition(spec, text);
  }

  private ParameterException noPosition(CommandSpec spec, String text) {
    return new ParameterException(
        spec.commandLine(),
        "'%s' is no position of a dead letter: write it as list prints it, such as %s-1@42 or 1@42"
            .formatted(text, name));
  }
}
