package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assessment;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The features of a run against those of its log, by the command that users have for it.
class ParityIT {
  private static final int EVENTS = 3_000;

  @ParameterizedTest
  @EnumSource
  void findsNoDifferenceButOneThatIsMade(Layout layout) throws Exception {
    try (LocalRun run = LocalRun.withBroker(RunFolder.empty(getClass()), layout)) {
      run.decideEachOnce(Transactions.of(run.definition(), 0, EVENTS).iterator());

      CommandProcess equal = parity(run.bootstrap(), layout);
      falsify(run);
      CommandProcess different = parity(run.bootstrap(), layout);

      assertThat(equal.exitCode()).as(equal.text()).isZero();
      assertThat(equal.text()).contains("\"compared\":" + EVENTS).contains("\"different\":0");
      assertThat(different.exitCode()).as(different.text()).isEqualTo(1);
      assertThat(different.text()).contains("\"different\":1");
    }
  }

  private static CommandProcess parity(String bootstrap, Layout layout) throws Exception {
    return CommandProcess.run(
        "parity",
        "--pipeline",
        Repository.pipeline("card-fraud").toString(),
        "--bootstrap",
        bootstrap,
        "--layout",
        layout.name(),
        "--json");
  }

  /// Records the first prediction once more, as if made of another count.
  private static void falsify(LocalRun run) throws Exception {
    Topic<String, Prediction> topic = run.topics().predictions();
    try (TopicLog log = TopicLog.open(run.bootstrap(), topic);
        Producer<byte[], byte[]> producer =
            new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      log.readToEnd();
      ConsumerRecord<byte[], byte[]> record = log.records().getFirst();
      Prediction made = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      Map<String, FeatureValue> features = new LinkedHashMap<>(made.features());
      features.put("card_tx_count_30d", FeatureValue.of(1_000));
      Assessment judged = made.judged();
      Assessment other =
          new Assessment(0, features, judged.outputs(), judged.model(), List.of(), null, List.of());
      Prediction falsified = new Prediction(made.event(), other, null, made.sources());
      byte[] value = topic.valueSerde().serializer().serialize(topic.name(), falsified);
      producer.send(new ProducerRecord<>(topic.name(), record.key(), value)).get();
    }
  }
}
