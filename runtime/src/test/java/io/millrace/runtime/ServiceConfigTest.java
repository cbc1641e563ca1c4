package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ServiceConfigTest {

  @Test
  void needsOnlyThePipeline() {
    ServiceConfig config = from(Map.of());

    assertThat(config)
        .isEqualTo(
            new ServiceConfig(
                Path.of("p"),
                Profile.FAST,
                Path.of("data/state"),
                null,
                null,
                "127.0.0.1",
                9464,
                Map.of(),
                Map.of("MILLRACE_PIPELINE", "p")));
  }

  @Test
  void readsEveryKey() {
    ServiceConfig config =
        from(
            Map.of(
                "MILLRACE_PROFILE", "strict",
                "MILLRACE_STATE_DIR", "/state",
                "MILLRACE_THREADS", "3",
                "MILLRACE_INSTANCE", "a-1",
                "MILLRACE_HTTP_HOST", "0.0.0.0",
                "MILLRACE_HTTP_PORT", "80",
                "OTHER", "ignored"));

    assertThat(config.profile()).isEqualTo(Profile.STRICT);
    assertThat(config.stateDir()).isEqualTo(Path.of("/state"));
    assertThat(config.threads()).isEqualTo(3);
    assertThat(config.instance()).isEqualTo("a-1");
    assertThat(config.httpHost()).isEqualTo("0.0.0.0");
    assertThat(config.httpPort()).isEqualTo(80);
  }

  @Test
  void measuresUnlessToldOtherwise() {
    assertThat(from(Map.of()).isMeasured()).isTrue();
    assertThat(from(Map.of("MILLRACE_METRICS", "off")).isMeasured()).isFalse();
    assertThatThrownBy(() -> from(Map.of("MILLRACE_METRICS", "false")))
        .hasMessage("MILLRACE_METRICS is 'false': use on or off");
  }

  @Test
  void passesKafkaPropertiesThroughByTheMappingOfTheOfficialImage() {
    ServiceConfig config =
        from(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "x required;",
                "KAFKA_A__B___C", "1",
                "KAFKA_HEAP_OPTS", "-Xmx1g"));

    assertThat(config.kafka())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "x required;",
                "a_b-c", "1"));
  }

  @Test
  void refusesAKeyThatNobodyKnows() {
    assertThatThrownBy(() -> from(Map.of("MILLRACE_PROFIL", "fast")))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("MILLRACE_PROFIL is not a key")
        .hasMessageContaining("MILLRACE_PROFILE");
  }

  @Test
  void acceptsTheKeysOfTheServiceItself() {
    Map<String, String> env = Map.of("MILLRACE_PIPELINE", "p", "MILLRACE_X_SECRET", "s");

    ServiceConfig config = ServiceConfig.from(env, Set.of("MILLRACE_X_SECRET"));

    assertThat(config.environment()).containsEntry("MILLRACE_X_SECRET", "s");
  }

  @Test
  void namesValueAndRemedyOfWhatIsWrong() {
    assertThatThrownBy(() -> ServiceConfig.from(Map.of(), Set.of()))
        .hasMessageContaining("MILLRACE_PIPELINE is not set");
    assertThatThrownBy(() -> from(Map.of("MILLRACE_PROFILE", "safe")))
        .hasMessageContaining("'safe'")
        .hasMessageContaining("fast, throughput or strict");
    assertThatThrownBy(() -> from(Map.of("MILLRACE_THREADS", "many")))
        .hasMessageContaining("'many'");
    assertThatThrownBy(() -> from(Map.of("MILLRACE_THREADS", "0")))
        .hasMessageContaining("at least 1 thread");
    assertThatThrownBy(() -> from(Map.of("KAFKA_PROCESSING_GUARANTEE", "exactly_once_v2")))
        .hasMessageContaining("MILLRACE_PROFILE=strict");
    assertThatThrownBy(() -> from(Map.of("KAFKA_CLIENT_ID", "mine")))
        .hasMessageContaining("KAFKA_CLIENT_ID is set")
        .hasMessageContaining("MILLRACE_INSTANCE");
  }

  @Test
  void throughputGathersRecordsThatFastSendsWhenIdle() {
    Properties throughput =
        StreamsProperties.of(
            from(Map.of("MILLRACE_PROFILE", "throughput")), "shop", new EchoService(), "a1");

    assertThat(throughput)
        .containsEntry("producer.linger.ms", 20)
        .containsEntry("producer.compression.type", "lz4")
        .containsEntry("consumer.fetch.min.bytes", 65_536);
    assertThat(Profile.THROUGHPUT.sendsWhenIdle()).isFalse();
    assertThat(Profile.FAST.sendsWhenIdle()).isTrue();
    assertThat(Profile.THROUGHPUT.producerSettings())
        .containsOnlyKeys("linger.ms", "compression.type");
    assertThat(Profile.THROUGHPUT.consumerSettings())
        .containsOnlyKeys("fetch.min.bytes", "fetch.max.wait.ms");
  }

  @Test
  void strictMeansExactlyOnceAndTheEnvironmentWinsOverDefaults() {
    ServiceConfig config =
        from(Map.of("MILLRACE_PROFILE", "strict", "KAFKA_PRODUCER_LINGER_MS", "7"));

    Properties properties = StreamsProperties.of(config, "shop", new EchoService(), "a1");

    assertThat(properties)
        .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "shop.echo")
        .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
        .containsEntry("producer.linger.ms", "7");
  }

  private static ServiceConfig from(Map<String, String> more) {
    Map<String, String> env = new HashMap<>(more);
    env.put("MILLRACE_PIPELINE", "p");
    return ServiceConfig.from(env, Set.of());
  }
}
