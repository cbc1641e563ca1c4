package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A webhook that refuses all calls until it is mended.
final class MendableEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 400;

  private MendableEndpoint(HttpServer server) {
    this.server = server;
  }

  static MendableEndpoint broken() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    MendableEndpoint endpoint = new MendableEndpoint(server);
    server.createContext("/", endpoint::answer);
    server.start();
    return endpoint;
  }

  String url() {
    return "http://127.0.0.1:%d/blocks".formatted(server.getAddress().getPort());
  }

  void mend() {
    status = 204;
  }

  /// The idempotency key and the body of each call.
  List<String> calls() {
    return List.copyOf(calls);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    calls.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + ' ' + body);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
