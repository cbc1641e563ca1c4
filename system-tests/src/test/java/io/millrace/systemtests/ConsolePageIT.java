package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.Pace;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The console's page in a browser, with a pipeline that lacks one service.
@SuppressWarnings("NullAway.Init") // JUnit calls BeforeAll and BeforeEach first
class ConsolePageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LACKING = "action-triggers";
  private static final int DESKTOP = 1440;
  private static final int PHONE = 360;

  private static Path data;
  private static PipelineDefinition pipeline;
  private static Browser browser;
  private static EmbeddedBroker broker;
  private static LocalRun run;
  private static ConsoleRun console;
  private static Thread producer;
  private static volatile boolean isOver;

  @BeforeAll
  static void start() throws Exception {
    data = RunFolder.empty(ConsolePageIT.class);
    browser = Browser.open(Files.createDirectories(data.resolve("browser")));
    pipeline = new PipelineReader().read(Repository.pipeline("card-fraud"));
    broker = EmbeddedBroker.start(data.resolve("broker"), 0);
    List<String> services = new ArrayList<>(Suite.names(Layout.separate, pipeline));
    services.remove(LACKING);
    run = LocalRun.on(broker.bootstrap(), data.resolve("run"), services);
    console = ConsoleRun.of(broker.bootstrap(), pipeline, Layout.separate, 0);
    producer = Thread.ofVirtual().start(ConsolePageIT::produce);
  }

  /// Two hundred events a second, until the tests are over.
  private static void produce() {
    Pace batches = new Pace(4);
    for (int batch = 0; !isOver; batch++) {
      batches.await(batch);
      Transactions.publish(broker.bootstrap(), pipeline, Transactions.of(pipeline, batch * 50, 50));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (producer != null) {
      isOver = true;
      producer.join();
    }
    for (AutoCloseable each : new AutoCloseable[] {browser, console, run, broker}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @BeforeEach
  void open() {
    browser.resize(DESKTOP, 900);
    browser.prefer("light");
    browser.driver().get(console.address().toString());
    awaitText("#connection", "Live, ");
  }

  @AfterEach
  void complainsOfNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void drawsThePipelineWithItsRates() {
    for (String topic : List.of("raw", "events-a", "features-b", "predictions", "decisions")) {
      awaitMatch("[data-topic='" + topic + "'] .rate", "[0-9.,]*[1-9][0-9.,]*/s");
    }

    assertThat(text("[data-service='model-service']")).contains("running");
    assertThat(browser.evaluate("document.querySelectorAll('#picture [data-service]').length"))
        .isEqualTo("8");
    assertThat(browser.evaluate("document.querySelectorAll('.chart canvas').length"))
        .isEqualTo("3");
    awaitMatch("#stat-p99", "[0-9.,]+ m?s");
  }

  @Test
  void listsDecisionsWithWhatExplainsThem() {
    awaitMatch("#decisions tbody a", "\\d+");
    browser.driver().findElement(By.cssSelector("#hold")).sendKeys(Keys.ENTER);
    String id = text("#decisions tbody a");

    assertThat(browser.evaluate("document.querySelector('#decisions .copy').dataset.command"))
        .startsWith("millrace explain " + id + " --pipeline ");
    browser.driver().findElement(By.cssSelector("#decisions tbody a")).sendKeys(Keys.ENTER);

    awaitText("body", " " + id + "\n");
  }

  @Test
  void showsTextOfRecordsAsText() throws Exception {
    String event =
        """
        {"tx_id":"<b>dear</b>","event_time":"2018-06-01T10:00:00Z","customer_id":"42","terminal_id":"7","amount":740.5}\
        """;
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(broker.bootstrap(), Map.of()).producer()) {
      producer
          .send(new ProducerRecord<>(pipeline.topics().raw().name(), event.getBytes(UTF_8)))
          .get();
    }

    awaitText("#actions tbody", "<b>dear</b>");
    assertThat(browser.evaluate("document.querySelectorAll('#actions tbody b').length"))
        .isEqualTo("0");
  }

  @Test
  void showsAServiceThatStops() throws Exception {
    String box = "[data-service='" + LACKING + "']";
    try (LocalRun _ = LocalRun.on(broker.bootstrap(), data.resolve("lacking"), List.of(LACKING))) {
      Await.until(
          PATIENCE,
          () -> text(box).contains("running") && !text(box).contains("not running"),
          () -> text(box));
    }

    awaitText(box, "not running");
    awaitText("#notices", LACKING + " is not running");
  }

  @Test
  void saysThatTheConnectionIsLostAndComesBack() {
    int port;
    try (ConsoleRun other = ConsoleRun.of(broker.bootstrap(), pipeline, Layout.separate, 0)) {
      port = other.address().getPort();
      browser.driver().get(other.address().toString());
      awaitText("#connection", "Live, ");
    }
    awaitText("#connection", "Connection lost, trying again");
    awaitText("#notices", "Connection lost");
    try (ConsoleRun _ = ConsoleRun.of(broker.bootstrap(), pipeline, Layout.separate, port)) {
      awaitText("#connection", "Live, ");
    }

    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/events"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void isLegibleInBothSchemesAndOnAPhone(String scheme) {
    browser.prefer(scheme);
    awaitLegible();

    browser.resize(PHONE, 740);
    awaitText("#connection", "Live, ");

    assertThat(browser.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(String.valueOf(PHONE));
    awaitMatch("[data-topic='raw'] .rate", ".+/s");
    awaitLegible();
  }

  @Test
  void isReachedByKeyboard() {
    awaitMatch("#decisions tbody a", "\\d+");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
      reached.add(
          browser.evaluate(
              "document.activeElement.closest('table')?.id || document.activeElement.id || document.activeElement.textContent"));
      assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
          .isNotEqualTo("none");
    }

    assertThat(reached).contains("Skip to the stream", "The same as tables", "hold", "decisions");
  }

  /// A box takes a moment to change its colour.
  private static void awaitLegible() {
    Await.until(
        PATIENCE, () -> lowestContrast() >= 4.5, () -> "the contrast is " + lowestContrast());
  }

  /// Of all text that is shown, against the background that is behind it.
  private static double lowestContrast() {
    return Double.parseDouble(
        browser.evaluate(
            """
            (() => {
              const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
                .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const rect = at.querySelector?.(':scope > rect');
                  const colour = rect ? getComputedStyle(rect).fill : getComputedStyle(at).backgroundColor;
                  if ((parse(colour)[3] ?? 1) > 0) return colour;
                }
                return 'rgb(255, 255, 255)';
              };
              const texts = [...document.querySelectorAll('body *')].filter((element) =>
                element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
              return Math.min(...texts.map((element) => {
                const style = getComputedStyle(element);
                const own = light(parse(element instanceof SVGElement ? style.fill : style.color));
                const other = light(parse(behind(element)));
                return (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05);
              }));
            })()
            """));
  }

  private static String text(String selector) {
    return browser.evaluate(
        "document.querySelector(\"%s\")?.textContent ?? ''".formatted(selector));
  }

  private static void awaitText(String selector, String part) {
    Await.until(PATIENCE, () -> text(selector).contains(part), () -> text(selector));
  }

  private static void awaitMatch(String selector, String form) {
    Await.until(PATIENCE, () -> text(selector).matches(form), () -> text(selector));
  }
}
