package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandIT {
  private static final String DAYS_7 = "604800000";
  private static final String DAYS_37 = "3196800000";

  @TempDir private Path folder;
  @AutoClose private EmbeddedBroker broker;
  @AutoClose private Admin admin;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.start(folder, 0);
    admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
  }

  @Test
  void createsTopicsThatKeepWhatFeaturesLookBackOn() throws Exception {
    CommandRun run = create();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("cards.events-a");
    assertThat(run.err()).isEmpty();
    assertThat(retention("cards.events-a")).isEqualTo(DAYS_37);
  }

  @Test
  void tellsOfTopicsThatKeepLessAndChangesNone() throws Exception {
    createTopic("cards.events-a", DAYS_7);
    createTopic("cards.outcomes", "-1");

    CommandRun run = create();

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .containsExactly(
            "cards.events-a keeps records for 7 days, but parity and backfill need them for 37 days; topics that exist are not changed here: kafka-configs.sh --bootstrap-server %s --alter --topic cards.events-a --add-config retention.ms=%s"
                .formatted(broker.bootstrap(), DAYS_37));
    assertThat(retention("cards.events-a")).isEqualTo(DAYS_7);
    assertThat(retention("cards.outcomes")).isEqualTo("-1");
  }

  private CommandRun create() {
    return CommandRun.of(
        "topics",
        "--create",
        "--pipeline",
        Cards.FOLDER.toString(),
        "--bootstrap",
        broker.bootstrap());
  }

  private void createTopic(String name, String retention) throws Exception {
    NewTopic topic =
        new NewTopic(name, Optional.of(4), Optional.empty())
            .configs(Map.of("retention.ms", retention));
    admin.createTopics(List.of(topic)).all().get();
  }

  private String retention(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return Objects.requireNonNull(config).get("retention.ms").value();
  }
}
