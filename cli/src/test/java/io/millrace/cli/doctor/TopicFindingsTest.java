package io.millrace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.cli.cluster.TopicCreation;
import io.millrace.cli.doctor.Finding.Status;
import io.millrace.contracts.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopicFindingsTest {
  private final List<Topic<?, ?>> wanted = TopicCreation.topicsOf(Cards.pipeline());
  private final Map<String, FoundTopic> found = new HashMap<>();
  private final TopicFindings findings = new TopicFindings("kafka:9092");

  TopicFindingsTest() {
    for (Topic<?, ?> topic : wanted) {
      found.put(topic.name(), new FoundTopic(topic.totallyOrdered() ? 1 : 4, topic.settings()));
    }
  }

  private void change(String topic, int partitions, String setting, String value) {
    Map<String, String> settings =
        new HashMap<>(Objects.requireNonNull(found.get(topic)).settings());
    settings.put(setting, value);
    found.put(topic, new FoundTopic(partitions, settings));
  }

  @Test
  void findsNothingWrongWithTopicsAsTheyAreCreated() {
    assertThat(findings.of(wanted, found))
        .containsExactly(Finding.ok("topics", "%d are there, as they should be", wanted.size()));
  }

  @Test
  void takesMoreThanIsNeeded() {
    change("cards.events", 4, "retention.ms", "-1");
    change("cards.events", 4, "max.message.bytes", "9000000");

    assertThat(findings.of(wanted, found)).allMatch(finding -> finding.status() == Status.OK);
  }

  @Test
  void namesTopicsThatAreMissing() {
    found.remove("cards.raw");
    found.remove("cards.lists");

    assertThat(findings.of(wanted, found))
        .containsExactly(
            Finding.failed(
                "topics",
                "missing: [cards.lists, cards.raw]. millrace topics --create --pipeline DIR creates them"));
  }

  @Test
  void namesPartitionsThatDiffer() {
    change("cards.events-b", 3, "compression.type", "producer");
    change("cards.releases", 2, "compression.type", "producer");

    assertThat(findings.of(wanted, found))
        .extracting(Finding::says)
        .satisfiesExactly(
            one -> assertThat(one).startsWith("cards.releases has 2 partitions"),
            unequal -> assertThat(unequal).contains("cards.events-b=3", "cards.events-a=4"));
  }

  @Test
  void namesSettingsThatLoseSomething() {
    change("cards.raw", 4, "message.timestamp.type", "CreateTime");
    change("cards.decisions", 4, "max.message.bytes", "1000");

    assertThat(findings.of(wanted, found))
        .extracting(Finding::says)
        .containsExactly(
            "cards.raw has message.timestamp.type=CreateTime, but needs LogAppendTime: kafka-configs.sh --bootstrap-server kafka:9092 --alter --topic cards.raw --add-config message.timestamp.type=LogAppendTime",
            "cards.decisions has max.message.bytes=1000, but needs 2097152: kafka-configs.sh --bootstrap-server kafka:9092 --alter --topic cards.decisions --add-config max.message.bytes=2097152");
  }

  @Test
  void warnsOfRecordsThatAreKeptForTooShortATime() {
    change("cards.events-a", 4, "retention.ms", "604800000");

    assertThat(findings.of(wanted, found))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.status()).isEqualTo(Status.WARNING);
          assertThat(finding.says()).startsWith("cards.events-a keeps records for 7 days");
        });
  }
}
