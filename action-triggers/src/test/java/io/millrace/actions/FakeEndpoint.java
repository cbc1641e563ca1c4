package io.millrace.actions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.contracts.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A real HTTP server on loopback that answers as it is told and remembers what it got.
final class FakeEndpoint implements AutoCloseable {

  /// What was received: headers by lower-case name.
  record Received(String method, String uri, Map<String, String> headers, Payload body) {
    Received {
      headers = Map.copyOf(headers);
    }
  }

  /// In the place of a status: no answer until the server is closed.
  static final int HANG = -1;

  /// In the place of a status: 200, and a body that never ends.
  static final int HANG_IN_BODY = -2;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<Integer> statuses;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile @Nullable String retryAfter;

  /// An endpoint that answers with these statuses in turn, and with the last one ever after.
  FakeEndpoint(Integer... statuses) throws IOException {
    this.statuses = new ArrayDeque<>(List.of(statuses));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Has it answer with another status from now on.
  synchronized void answer(int status) {
    statuses.clear();
    statuses.add(status);
  }

  /// Has every answer say how long to wait.
  void retryAfter(String value) {
    retryAfter = value;
  }

  List<Received> received() {
    return received;
  }

  private void handle(HttpExchange exchange) throws IOException {
    received.add(read(exchange));
    int status = nextStatus();
    if (status == HANG) {
      awaitClosed();
    } else if (status == HANG_IN_BODY) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
      awaitClosed();
    } else {
      exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  private static Received read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        headers,
        Payload.of(exchange.getRequestBody().readAllBytes()));
  }

  private synchronized int nextStatus() {
    return statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst();
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
