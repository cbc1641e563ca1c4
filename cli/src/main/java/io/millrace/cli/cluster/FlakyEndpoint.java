package io.millrace.cli.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.cli.CommandFailure;
import io.millrace.contracts.release.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/// A webhook that is as bad as they come, and a good one beside it.
///
/// Of ten calls the bad one fails three, asks for patience at one, lets one in twenty hang and
/// drops another. It remembers each call by its idempotency key.
final class FlakyEndpoint implements AutoCloseable {
  private static final String FLAKY = "/flaky";
  private static final String HEALTHY = "/healthy";

  /// Longer than a caller waits.
  private static final Duration HANG = Duration.ofSeconds(4);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SplittableRandom random;
  private final ObjLongConsumer<String> onHealthy;
  private final Map<String, Set<String>> bodies = new ConcurrentHashMap<>();
  private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
  private final LongAdder calls = new LongAdder();
  private final CountDownLatch closing = new CountDownLatch(1);

  /// @param onHealthy gets the key of each call of the good one, and when it came
  FlakyEndpoint(long seed, ObjLongConsumer<String> onHealthy) {
    this.random = new SplittableRandom(seed);
    this.onHealthy = onHealthy;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new CommandFailure("no HTTP server can be started: " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext(FLAKY, this::flaky);
    server.createContext(HEALTHY, this::healthy);
    server.start();
  }

  String flakyUrl() {
    return url(FLAKY);
  }

  String healthyUrl() {
    return url(HEALTHY);
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /// How many keys the bad one has accepted.
  int accepted() {
    return accepted.size();
  }

  /// How many of them more than once.
  long acceptedAgain() {
    return accepted.values().stream().filter(times -> times > 1).count();
  }

  /// How many different bodies came under one key at most.
  int mostBodies() {
    return bodies.values().stream().mapToInt(Set::size).max().orElse(0);
  }

  /// How often the bad one was called.
  long calls() {
    return calls.sum();
  }

  private void healthy(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    exchange.getRequestBody().readAllBytes();
    onHealthy.accept(key, System.nanoTime());
    answer(exchange, 204);
  }

  private void flaky(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    byte[] body = exchange.getRequestBody().readAllBytes();
    calls.increment();
    bodies.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(Sha256.of(body));
    int chance = chance();
    if (chance < 30) {
      answer(exchange, chance < 15 ? 500 : 503);
    } else if (chance < 40) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      answer(exchange, 429);
    } else if (chance < 45) {
      hang();
      exchange.close();
    } else if (chance < 50) {
      exchange.close();
    } else {
      accepted.merge(key, 1, Integer::sum);
      answer(exchange, 204);
    }
  }

  private synchronized int chance() {
    return random.nextInt(100);
  }

  private void hang() {
    try {
      boolean _ = closing.await(HANG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
