package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.Suite;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.runtime.Operations;
import io.millrace.runtime.RunningService;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceConfig;
import io.millrace.runtime.ServiceLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.Test;

/// The variables that the guide to operations shows connect commands and services.
class SecurityIT {
  private static final Path PIPELINE = Repository.pipeline("card-fraud");
  private static final String USER = "card-fraud.processor-a";
  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"admin\"";

  @Test
  void connectsWithPasswordsOverTls() throws Exception {
    Path data = RunFolder.empty(getClass());
    Map<String, String> settings =
        Map.of(
            "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512",
            "sasl.mechanism.inter.broker.protocol", "PLAIN",
            "listener.name.plaintext.plain.sasl.jaas.config", PLAIN + " user_admin=\"admin\";",
            "listener.name.plaintext.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    try (EncryptedBroker broker = new EncryptedBroker(data, "SASL_SSL", settings)) {
      Map<String, String> environment = environment("sasl-ssl", broker);
      createUser(broker, environment);

      connects(environment, data);
    }
  }

  @Test
  void connectsWithCertificates() throws Exception {
    Path data = RunFolder.empty(getClass());
    try (EncryptedBroker broker =
        new EncryptedBroker(data, "SSL", Map.of("ssl.client.auth", "required"))) {

      connects(environment("ssl", broker), data);
    }
  }

  /// Commands make topics and find nothing wrong, and a service comes to process records.
  private static void connects(Map<String, String> environment, Path data) throws Exception {
    CommandProcess topics =
        CommandProcess.run(environment, "topics", "--create", "--pipeline", PIPELINE.toString());
    assertThat(topics.exitCode()).as(topics.text()).isZero();
    CommandProcess doctor =
        CommandProcess.run(
            environment, "doctor", "--pipeline", PIPELINE.toString(), "--data", data.toString());
    assertThat(doctor.exitCode()).as(doctor.text()).isZero();

    Map<String, String> service = new HashMap<>(environment);
    service.put(ServiceConfig.PIPELINE, PIPELINE.toString());
    service.put(ServiceConfig.STATE_DIR, data.resolve("state").toString());
    Service processor =
        Suite.services().stream()
            .filter(one -> one.name().equals("processor-a"))
            .findFirst()
            .orElseThrow();
    try (Operations operations = new Operations("127.0.0.1", 0);
        RunningService running =
            new ServiceLauncher(operations)
                .launch(
                    processor,
                    new PipelineReader().read(PIPELINE),
                    ServiceConfig.from(service, List.of()))) {
      Await.until(Duration.ofSeconds(60), running::isReady, () -> "processor-a is not ready");
    }
  }

  /// The variables of the guide, with the broker, files and password of the test.
  private static Map<String, String> environment(String example, EncryptedBroker broker)
      throws Exception {
    String text = example(example);
    Map<String, String> environment = new LinkedHashMap<>();
    text.lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          environment.put(line.substring(0, equals), line.substring(equals + 1));
        });
    environment.replaceAll((_, value) -> value.replace("secret", EncryptedBroker.PASSWORD));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrap());
    Path trusted = broker.trustStore("broker", broker.keyStore("broker"));
    environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", trusted.toString());
    environment.replace("KAFKA_SSL_KEYSTORE_LOCATION", broker.keyStore("client").toString());
    return environment;
  }

  private static String example(String name) throws IOException {
    String guide = Files.readString(Repository.file("docs/how-to/operate.md"));
    Matcher block =
        Pattern.compile("<!-- example: %s -->\n```\\w+\n(.*?)```".formatted(name), Pattern.DOTALL)
            .matcher(guide);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static void createUser(EncryptedBroker broker, Map<String, String> environment)
      throws Exception {
    Map<String, Object> admin =
        Map.of(
            "bootstrap.servers",
            broker.bootstrap(),
            "security.protocol",
            "SASL_SSL",
            "ssl.truststore.location",
            environment.get("KAFKA_SSL_TRUSTSTORE_LOCATION"),
            "ssl.truststore.password",
            EncryptedBroker.PASSWORD,
            "ssl.truststore.type",
            "PKCS12",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            PLAIN + ";");
    try (Admin client = Admin.create(admin)) {
      client
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      USER,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                      EncryptedBroker.PASSWORD)))
          .all()
          .get();
    }
  }
}
