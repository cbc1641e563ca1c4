package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServerTest {
  private static final Pattern LOADED =
      Pattern.compile("(?:src|href|from)[= ]\"(?:\\./|/)([a-zA-Z.]+\\.(?:js|css|svg))\"");

  private final ConsoleServer console = ConsoleServer.listen("127.0.0.1", 0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    console.close();
  }

  @Test
  void servesAllThatThePageLoads() throws Exception {
    List<String> files =
        List.of("", "console.js", "picture.js", "charts.js", "stream.js", "tables.js");
    for (String file : files) {
      HttpResponse<String> page = get("/" + file);
      assertThat(page.statusCode()).as(file).isEqualTo(200);
      LOADED
          .matcher(page.body())
          .results()
          .map(match -> match.group(1))
          .forEach(loaded -> assertThat(status("/" + loaded)).as(loaded).isEqualTo(200));
    }
    assertThat(get("/").body()).contains("Millrace").doesNotContain("http://", "https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/snapshot", "/uPlot.esm.js", "/nothing"})
  void sendsEverythingWithHeadersThatKeepScriptsOut(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe"));
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void hasNothingButItsOwnFiles() {
    assertThat(status("/nothing")).isEqualTo(404);
    assertThat(status("/../log4j2.properties")).isEqualTo(404);
    assertThat(status("/%2e%2e/ConsoleServer.class")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD"})
  void onlyShows(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(console.address().resolve("/"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void answersNoPageFromElsewhereThatHasItsNamePointHere() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.address().getPort());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write(
          "GET /snapshot HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403 ")
          .contains("open http://localhost:");
    }
  }

  @Test
  void hasNoSnapshotBeforeThereIsAPipeline() throws Exception {
    assertThat(status("/snapshot")).isEqualTo(503);

    console.viewers().publish(SnapshotJsonTest.idle());

    assertThat(get("/snapshot").body()).startsWith("{\"at\":1000,\"pipeline\":\"cards\"");
  }

  @Test
  void streamsSnapshotsAsTheyCome() throws Exception {
    console.viewers().publish("{\"at\":1}", "{\"p\":1}");
    try (BufferedReader events = stream()) {
      console.viewers().publish("{\"at\":2}", "{\"p\":2}");

      assertThat(read(events, 9))
          .containsExactly(
              "retry: 2000",
              "event: past",
              "data: {\"points\":[{\"p\":1}]}",
              "",
              "event: snapshot",
              "data: {\"at\":1}",
              "",
              "event: snapshot",
              "data: {\"at\":2}");
    }
  }

  @Test
  void endsItsStreamsWhenItCloses() throws Exception {
    try (BufferedReader events = stream()) {
      assertThat(read(events, 2)).hasSize(2);

      console.close();

      assertThat(ends(events)).isTrue();
    }
  }

  @Test
  void explainsNothingBeforeThereIsAPipeline() {
    assertThat(status("/explain/1042")).isEqualTo(503);
  }

  @Test
  void namesTheOptionWhenItsPortIsTaken() {
    int taken = console.address().getPort();

    assertThatThrownBy(() -> ConsoleServer.listen("127.0.0.1", taken))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("127.0.0.1:" + taken)
        .hasMessageContaining("--console-port");
  }

  @Test
  void namesTheOptionWhenItsPortIsNone() {
    assertThatThrownBy(() -> ConsoleServer.listen("127.0.0.1", 70_000))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--console-port");
  }

  private BufferedReader stream() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(console.address().resolve("/events")).build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static List<String> read(BufferedReader events, int lines) throws IOException {
    String[] read = new String[lines];
    for (int i = 0; i < lines; i++) {
      read[i] = events.readLine();
    }
    return List.of(read);
  }

  /// Reads to the end, however the connection is closed.
  private static boolean ends(BufferedReader events) {
    try {
      return events.lines().count() >= 0;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(console.address() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }
}
