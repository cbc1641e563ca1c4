package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A broker that speaks TLS, with certificates that the JDK's `keytool` makes for it.
final class EncryptedBroker implements AutoCloseable {
  static final String PASSWORD = "changeit";

  private final EmbeddedBroker broker;
  private final Path folder;

  /// @param protocol what clients speak, `SSL` or `SASL_SSL`
  /// @param settings what the broker needs beside that
  EncryptedBroker(Path folder, String protocol, Map<String, String> settings) throws Exception {
    this.folder = folder;
    Path store = keyStore("broker");
    Map<String, String> all = new HashMap<>(settings);
    all.put("listener.security.protocol.map", "PLAINTEXT:" + protocol + ",CONTROLLER:PLAINTEXT");
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put("ssl.keystore.type", "PKCS12");
    all.put("ssl.keystore.location", store.toString());
    all.put("ssl.keystore.password", PASSWORD);
    all.put("ssl.key.password", PASSWORD);
    all.put("ssl.truststore.type", "PKCS12");
    all.put("ssl.truststore.location", trustStore("clients", keyStore("client"), store).toString());
    all.put("ssl.truststore.password", PASSWORD);
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0, all);
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  /// A store with a key and a certificate that it has signed itself, made when it is first asked
  /// for.
  Path keyStore(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    if (Files.notExists(store)) {
      keytool(
          store,
          "-genkeypair",
          "-alias",
          name,
          "-keyalg",
          "EC",
          "-dname",
          "CN=" + name,
          "-ext",
          "SAN=dns:localhost,ip:127.0.0.1");
    }
    return store;
  }

  /// A store that trusts the certificates of others.
  Path trustStore(String name, Path... trusted) throws Exception {
    Path store = folder.resolve(name + "-trust.p12");
    for (Path other : trusted) {
      String alias = other.getFileName().toString().replace(".p12", "");
      Path certificate = folder.resolve(alias + ".crt");
      keytool(other, "-exportcert", "-alias", alias, "-file", certificate.toString());
      keytool(store, "-importcert", "-noprompt", "-alias", alias, "-file", certificate.toString());
    }
    return store;
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.of(arguments),
                Stream.of("-keystore", store.toString(), "-storepass", PASSWORD),
                Stream.of("-storetype", "PKCS12"))
            .flatMap(words -> words)
            .toList();
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor()).as("%s", command).isZero();
  }

  @Override
  public void close() {
    broker.close();
  }
}
