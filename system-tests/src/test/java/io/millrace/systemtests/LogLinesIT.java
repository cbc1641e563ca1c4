package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.ServiceProcess;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Position;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What services log where machines read it, while all that they read is nonsense.
class LogLinesIT {
  @RegisterExtension
  static final PipelineProcesses PIPELINE =
      new PipelineProcesses("card-fraud", Layout.separate, Map.of(ServiceConfig.LOG, "json"));

  private static final String CARD = "4929000011112222";
  private static final List<String> GARBAGE =
      List.of(
          CARD + "!",
          "\"" + CARD + "\"",
          "[" + CARD + "]",
          "{\"" + CARD + "\":\"" + CARD + "\"}",
          "{\"tx_id\":\"" + CARD + "\",\"amount\":" + CARD + "x}");
  private static final int ROUNDS = 40;

  @Test
  void areOneObjectEachAndFewAndQuoteNoRecord() throws Exception {
    Map<String, Position> last = publishGarbage();

    awaitLetters(last);
    for (ServiceProcess service : PIPELINE.services()) {
      List<String> lines = PIPELINE.printed(service);
      assertThat(lines).as(service.name()).isNotEmpty().hasSizeLessThan(40);
      for (String line : lines) {
        assertThat(line).doesNotContain(CARD);
        assertThat(fields(line))
            .containsKeys("time", "level", "logger", "thread", "message")
            .containsEntry("service", service.name());
      }
    }
  }

  /// Returns where the last of each topic stands that sets aside what it cannot use.
  private static Map<String, Position> publishGarbage() throws Exception {
    PipelineTopics topics = PIPELINE.definition().topics();
    Set<String> read = new LinkedHashSet<>();
    PIPELINE.stages().inputs().forEach((_, names) -> read.addAll(names));
    Map<String, Position> last = new LinkedHashMap<>();
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(PIPELINE.bootstrap(), Map.of()).producer()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String garbage : GARBAGE) {
          for (String topic : read) {
            last.put(topic, send(producer, topic, garbage));
          }
          send(producer, topics.lists().name(), garbage);
          send(producer, topics.releases().name(), garbage);
        }
      }
    }
    return last;
  }

  private static Position send(Producer<byte[], byte[]> producer, String topic, String value)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, CARD.getBytes(UTF_8), value.getBytes(UTF_8));
    RecordMetadata at = producer.send(record).get();
    return new Position(topic, at.partition(), at.offset());
  }

  private static void awaitLetters(Map<String, Position> last) {
    try (DeadLetterLog letters =
        DeadLetterLog.open(PIPELINE.bootstrap(), PIPELINE.definition().topics())) {
      last.values().forEach(letters::awaitLetterOf);
    }
  }

  /// The fields of a line that is a JSON object, all of them texts.
  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(line)) {
      assertThat(json.nextToken()).as(line).isEqualTo(JsonToken.START_OBJECT);
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        fields.put(name, json.nextTextValue());
      }
      assertThat(json.nextToken()).isNull();
    }
    return fields;
  }
}
