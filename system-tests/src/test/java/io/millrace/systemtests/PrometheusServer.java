package io.millrace.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prometheus as it is installed here, on a free port, with the alerts of `prometheus/`.
final class PrometheusServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final String STEP = "1s";

  private final Process process;
  private final String url;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Instant start = Instant.now();

  private PrometheusServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Starts it.
  ///
  /// @param targets the port of this machine that it scrapes every second for each job
  static PrometheusServer start(Path folder, Map<String, Integer> targets) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, config(targets));
    String address = "127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, "http://" + address);
    Await.until(READY_WITHIN, server::isReady, () -> "see " + folder.resolve("prometheus.log"));
    return server;
  }

  private static String config(Map<String, Integer> targets) {
    String jobs =
        targets.entrySet().stream()
            .map(job ->
                "  - {job_name: %s, static_configs: [{targets: ['localhost:%d']}]}\n"
                    .formatted(job.getKey(), job.getValue()))
            .collect(Collectors.joining());
    return """
    global: {scrape_interval: 1s, evaluation_interval: 1s}
    rule_files: ['%s']
    scrape_configs:
    %s\
    """
        .formatted(Repository.file("prometheus/alerts.yml"), jobs);
  }

  /// A port of this machine that nobody listens on.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("Prometheus ended by itself");
    }
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// The series that an expression has had since the start.
  ///
  /// @throws IllegalArgumentException if Prometheus does not take the expression
  List<JsonNode> series(String expression) {
    JsonNode data =
        ask(
            "/api/v1/query_range",
            Map.of(
                "query",
                expression,
                "start",
                seconds(start),
                "end",
                seconds(Instant.now()),
                "step",
                STEP));
    return GrafanaDashboard.each(data.path("result")).toList();
  }

  /// The values that a label has had since the start.
  List<String> labelValues(String label, String series) {
    JsonNode data =
        ask(
            "/api/v1/label/%s/values".formatted(label),
            Map.of("match[]", series, "start", seconds(start), "end", seconds(Instant.now())));
    return GrafanaDashboard.each(data).map(JsonNode::asText).toList();
  }

  /// Its alerts, with their `health`.
  List<JsonNode> alerts() {
    return GrafanaDashboard.each(ask("/api/v1/rules", Map.of()).path("groups"))
        .flatMap(group -> GrafanaDashboard.each(group.path("rules")))
        .toList();
  }

  private static String seconds(Instant instant) {
    return Double.toString(instant.toEpochMilli() / 1000.0);
  }

  private JsonNode ask(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      JsonNode answer = json.readTree(get(path + "?" + query).body());
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalArgumentException(parameters + ": " + answer.path("error").asText());
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    Await.until(STOPPED_WITHIN, () -> !process.isAlive(), () -> "Prometheus does not stop");
  }
}
