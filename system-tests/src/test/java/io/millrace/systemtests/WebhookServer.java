package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A webhook on loopback that takes everything and remembers what it got.
final class WebhookServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> received = new CopyOnWriteArrayList<>();

  /// @param key its idempotency key
  record Call(String path, String key, String authorization, String body) {}

  private WebhookServer(HttpServer server) {
    this.server = server;
  }

  static WebhookServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    WebhookServer webhook = new WebhookServer(http);
    http.setExecutor(webhook.threads);
    http.createContext("/", webhook::receive);
    http.start();
    return webhook;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Call> received() {
    return received;
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(
        new Call(
            exchange.getRequestURI().getPath(),
            header(exchange, "Idempotency-Key"),
            header(exchange, "Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return String.join(", ", exchange.getRequestHeaders().getOrDefault(name, List.of()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
