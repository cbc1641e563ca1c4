package io.millrace.cli.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The console's web server: the page, what it shows as a stream of events, and explanations of
/// decisions. It answers as soon as it listens; the page waits until there is something to show.
public final class ConsoleServer implements Closeable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final String EXPLAIN = "/explain/";

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Broadcast viewers = new Broadcast();

  /// An explanation may search a topic: one at a time.
  private final Semaphore explaining = new Semaphore(1);

  private final HttpServer server;
  private final HostCheck hosts;
  private volatile @Nullable Explainer explainer;

  private ConsoleServer(HttpServer server) {
    this.server = server;
    this.hosts = HostCheck.of(server.getAddress().getAddress());
  }

  /// Listens on a port, 0 for any that is free; throws [CommandFailure] with the remedy if it is
  /// taken.
  public static ConsoleServer listen(String host, int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("no such host");
      }
      ConsoleServer console = new ConsoleServer(HttpServer.create(address, 0));
      console.server.setExecutor(console.executor);
      console.server.createContext("/", console::handle);
      console.server.start();
      return console;
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          "the console cannot listen on %s:%d (%s): stop what uses the port, or choose another with --console-port, 0 for any that is free"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  /// Where people find it.
  public URI address() {
    InetAddress listening = server.getAddress().getAddress();
    String host =
        hosts.isLoopback() || listening.isAnyLocalAddress()
            ? "localhost"
            : listening.getHostAddress();
    return URI.create("http://%s:%d".formatted(host, server.getAddress().getPort()));
  }

  Broadcast viewers() {
    return viewers;
  }

  /// Shows a pipeline until what is returned is closed.
  public PipelineWatch show(ShownPipeline pipeline, KafkaConnection kafka, Explainer explains) {
    explainer = explains;
    return PipelineWatch.start(pipeline, kafka, viewers);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!hosts.accepts(exchange.getRequestHeaders().getFirst("Host"))) {
        Answer.text(403, "this console answers on this machine alone: open " + address())
            .to(exchange);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        Answer.text(405, "the console only shows: use GET").to(exchange);
      } else if (path.equals("/events")) {
        stream(exchange);
      } else {
        answer(path).to(exchange);
      }
    }
  }

  private Answer answer(String path) {
    if (path.startsWith(EXPLAIN)) {
      return explain(path.substring(EXPLAIN.length()));
    }
    if (path.equals("/snapshot")) {
      return viewers
          .latest()
          .map(Answer::json)
          .orElseGet(() -> Answer.text(503, "nothing is known of the pipeline yet"));
    }
    return Assets.at(path).orElseGet(() -> Answer.text(404, "there is nothing at this address"));
  }

  private Answer explain(String wanted) {
    Explainer explains = explainer;
    if (explains == null || !explaining.tryAcquire()) {
      return Answer.text(503, "not now: another decision is being explained. Try again");
    }
    try {
      return Answer.text(200, explains.explain(wanted));
    } catch (CommandFailure e) {
      return Answer.text(404, String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      return Answer.text(503, "Kafka does not answer: " + e.getMessage());
    } finally {
      explaining.release();
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    Optional<Viewer> joined = viewers.join(Thread.currentThread()::interrupt);
    if (joined.isEmpty()) {
      Answer.text(
              503,
              "%d pages show this console already: close one".formatted(Broadcast.MOST_VIEWERS))
          .to(exchange);
      return;
    }
    Viewer viewer = joined.get();
    Answer.writeHeaders(exchange.getResponseHeaders(), "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!viewer.isDropped()) {
        out.write(viewer.next(HEARTBEAT).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.leave(viewer);
    }
  }

  @Override
  public void close() {
    viewers.close();
    server.stop(0);
    executor.close();
  }
}
