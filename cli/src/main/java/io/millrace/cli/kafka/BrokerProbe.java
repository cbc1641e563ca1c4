package io.millrace.cli.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/// Whether anything listens where a broker should be: known at once, where Kafka's clients would
/// try for long, and log every attempt.
final class BrokerProbe {
  private static final int CONNECT_MILLIS = 3_000;

  private BrokerProbe() {}

  /// Whether one of the addresses, such as `localhost:9092,other:9092`, takes connections; an
  /// address that is none counts as answered, because the client says best what is wrong with it.
  static boolean answers(String bootstrap) {
    return Arrays.stream(bootstrap.split(",", -1))
        .map(String::strip)
        .anyMatch(BrokerProbe::connects);
  }

  private static boolean connects(String address) {
    String host = Utils.getHost(address);
    Integer port = Utils.getPort(address);
    if (host == null || port == null) {
      return true;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
