package io.millrace.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/// The HTTP endpoints that operate a JVM's services: `/metrics`, `/livez`, `/readyz`, `/info`.
///
/// Services that share a JVM share them; metrics tell them apart by the label `service`.
public final class Operations implements Closeable {
  private final PrometheusMeterRegistry registry;
  private final List<RunningService> services = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /// Endpoints on a port, with metrics; port 0 takes any that is free.
  public Operations(String host, int port) {
    this(host, port, OperationsMetrics.registry());
  }

  private Operations(String host, int port, PrometheusMeterRegistry registry) {
    this.registry = registry;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new InvalidConfiguration(
          "cannot listen on %s:%d (%s): choose another %s"
              .formatted(host, port, e.getMessage(), ServiceConfig.HTTP_PORT));
    }
    server.setExecutor(executor);
    server.createContext("/metrics", this::metrics);
    server.createContext(
        "/livez", exchange -> health(exchange, RunningService::isLive, RunningService::name));
    server.createContext(
        "/readyz", exchange -> health(exchange, RunningService::isReady, RunningService::progress));
    server.createContext("/info", this::info);
    server.start();
  }

  /// Endpoints where a configuration wants them.
  public static Operations of(ServiceConfig config) {
    return new Operations(
        config.httpHost(),
        config.httpPort(),
        config.isMeasured() ? OperationsMetrics.registry() : OperationsMetrics.off());
  }

  public MeterRegistry registry() {
    return registry;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  void show(RunningService service) {
    services.add(service);
  }

  void hide(RunningService service) {
    services.remove(service);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
  }

  private void health(
      HttpExchange exchange,
      Predicate<RunningService> test,
      Function<RunningService, String> inWords)
      throws IOException {
    List<String> failing = services.stream().filter(test.negate()).map(inWords).toList();
    boolean good = failing.isEmpty() && !services.isEmpty();
    String text = good ? "ok\n" : "not yet: " + failing + "\n";
    answer(exchange, good ? 200 : 503, "text/plain; charset=utf-8", text);
  }

  private void info(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "application/json", infoJson());
  }

  private String infoJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("version", version());
      json.writeArrayFieldStart("services");
      for (RunningService service : services) {
        ServiceInfo info = service.info();
        json.writeStartObject();
        json.writeStringField("service", info.service());
        json.writeStringField("instance", info.instance());
        json.writeStringField("pipeline", info.pipeline());
        json.writeStringField("profile", info.profile());
        json.writeStringField("state", service.state().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static String version() {
    String version = Operations.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
    registry.close();
  }
}
