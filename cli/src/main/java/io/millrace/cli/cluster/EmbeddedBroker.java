package io.millrace.cli.cluster;

import io.millrace.cli.CommandFailure;
import io.millrace.contracts.PipelineTopics;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A Kafka broker in this JVM (KRaft, one node, loopback only) whose data outlive it.
///
/// For trying things out and for tests: it replicates nothing.
public final class EmbeddedBroker implements Closeable {
  private static final String HOST = "127.0.0.1";
  private static final String NODE_ID = "1";
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Starts a broker over a data folder, which is made ready if it is new; port 0 takes any free
  /// one.
  public static EmbeddedBroker start(Path data, int port) {
    return start(data, port, Map.of());
  }

  /// The same, configured otherwise than by default.
  public static EmbeddedBroker start(Path data, int port, Map<String, String> settings) {
    int clients = freePort(port);
    Properties properties = properties(data, clients, freePort(0));
    properties.putAll(settings);
    try {
      Files.createDirectories(data);
      if (Files.notExists(data.resolve("meta.properties"))) {
        format(data);
      }
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, clients);
    } catch (Exception e) {
      throw new CommandFailure(
          "the embedded broker cannot start on port %d with its data in %s: %s"
              .formatted(clients, data, e.getMessage()),
          e);
    }
  }

  /// What clients connect to, as `host:port`.
  public String bootstrap() {
    return HOST + ':' + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path data) throws Exception {
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(Integer.parseInt(NODE_ID))
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .setUnstableFeatureVersionsEnabled(false)
          .setPrintStream(quiet)
          .run();
    }
  }

  private static Properties properties(Path data, int clients, int controller) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", NODE_ID);
    properties.put("controller.quorum.voters", NODE_ID + '@' + HOST + ':' + controller);
    properties.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d".formatted(HOST, clients, CONTROLLER, HOST, controller));
    properties.put("advertised.listeners", "PLAINTEXT://" + HOST + ':' + clients);
    properties.put("controller.listener.names", CONTROLLER);
    properties.put("log.dirs", data.toString());
    // A topic that nobody declared is a mistake, not a wish.
    properties.put("auto.create.topics.enable", "false");
    properties.put("message.max.bytes", Integer.toString(PipelineTopics.MAX_BYTES));
    // One node: nothing to replicate to, and no second member worth waiting for.
    properties.put("default.replication.factor", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Fewer files and threads than a server for a thousand clients needs.
    properties.put("num.network.threads", "1");
    properties.put("num.io.threads", "2");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.num.partitions", "4");
    return properties;
  }

  /// The port itself if it is free; of 0 any that is.
  static int freePort(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CommandFailure(
          "port %d is taken (%s): stop what uses it or choose another with --port"
              .formatted(wanted, e.getMessage()),
          e);
    }
  }
}
