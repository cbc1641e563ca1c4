package io.millrace.systemtests;

import io.millrace.cli.access.Principal;
import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.kafka.KafkaConnection;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.AclCommand;

/// A broker that asks who one is (SASL/PLAIN), and denies whatever is not granted.
final class SecuredBroker implements Closeable {
  private static final String ADMIN = "admin";

  private final EmbeddedBroker broker;
  private final Path adminProperties;

  /// @param principals who may connect
  SecuredBroker(Path data, List<Principal> principals) throws Exception {
    broker = EmbeddedBroker.start(data.resolve("broker"), 0, settings(principals));
    adminProperties = data.resolve("admin.properties");
    Files.writeString(
        adminProperties,
        "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + login(ADMIN));
  }

  private static Map<String, String> settings(List<Principal> principals) {
    String users =
        principals.stream()
            .map(SecuredBroker::user)
            .map(user -> " user_%s=\"%s\"".formatted(user, password(user)))
            .collect(Collectors.joining());
    String jaas =
        login(ADMIN).replace(";", " user_admin=\"%s\"%s;".formatted(password(ADMIN), users));
    return Map.of(
        "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name", "PLAINTEXT",
        "sasl.enabled.mechanisms", "PLAIN",
        "sasl.mechanism.inter.broker.protocol", "PLAIN",
        "listener.name.plaintext.plain.sasl.jaas.config", jaas,
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found", "false",
        // Between controller and broker, on the loopback interface.
        "super.users", "User:admin;User:ANONYMOUS");
  }

  private static String user(Principal principal) {
    return principal.name().substring("User:".length());
  }

  private static String password(String user) {
    return "secret of " + user;
  }

  private static String login(String user) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password(user));
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  /// The file with which Kafka's tools connect as an administrator.
  Path adminProperties() {
    return adminProperties;
  }

  /// The variables with which a service or a command connects as somebody.
  Map<String, String> environment(Principal principal) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap());
    environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
    environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
    environment.put("KAFKA_SASL_JAAS_CONFIG", login(user(principal)));
    return environment;
  }

  KafkaConnection connection(Principal principal) {
    return new KafkaConnection(null, environment(principal));
  }

  /// Runs lines of `kafka-acls.sh`, as Kafka's own tool does.
  void run(List<String> lines) {
    Exit.setExitProcedure((status, message) -> {
      throw new AssertionError("kafka-acls ends with %d: %s".formatted(status, message));
    });
    try {
      lines.forEach(SecuredBroker::run);
    } finally {
      Exit.resetExitProcedure();
    }
  }

  private static void run(String line) {
    String[] words = line.split(" ", -1);
    AclCommand.main(List.of(words).subList(1, words.length).toArray(String[]::new));
  }

  @Override
  public void close() {
    broker.close();
  }
}
