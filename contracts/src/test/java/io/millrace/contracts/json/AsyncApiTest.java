package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.EventSchema;
import io.millrace.contracts.json.WireSamples.Wire;
import io.millrace.contracts.release.Chunk;
import io.millrace.contracts.release.ReleaseKey;
import io.millrace.contracts.release.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

/// What `docs/asyncapi.yaml` tells of the records is what the code writes and reads.
class AsyncApiTest {
  private static final String MESSAGES = "#/components/messages/";
  private static final String TRAITS = "#/components/messageTraits/";

  /// Messages that the code passes on, or that have no content.
  private static final Set<String> WITHOUT_FORMAT =
      Set.of(
          "rawEvent",
          "rawOutcome",
          "actionBody",
          "deadLetter",
          "redriveMark",
          "assignmentIsMarked",
          "trial",
          "artifact");

  private final AsyncApiFile file;

  AsyncApiTest() throws IOException {
    this.file = AsyncApiFile.read();
  }

  @Test
  void keepsToTheSpecification() throws IOException {
    assertThat(file.violationsOfTheSpecification()).isEmpty();
  }

  @Test
  void refersToNothingThatIsNotThere() {
    assertThat(file.references())
        .isNotEmpty()
        .allSatisfy(reference -> assertThat(file.at(reference).isMissingNode()).isFalse());
  }

  @Test
  void describesEveryFieldThatIsWritten() throws IOException {
    for (Wire<?> wire : WireSamples.all()) {
      for (byte[] written : wire.written()) {
        assertThat(file.violations(payload(wire.message()), AsyncApiFile.json(written)))
            .as("%s %s", wire.message(), new String(written, UTF_8))
            .isEmpty();
      }
    }
  }

  @Test
  void describesNoFieldThatIsNeverWritten() throws IOException {
    SchemaUse use = useOfSamples();

    for (Wire<?> wire : WireSamples.all()) {
      assertThat(use.unseen(payload(wire.message()))).isEmpty();
    }
  }

  @Test
  void requiresTheFieldsThatAreAlwaysThere() throws IOException {
    assertThat(useOfSamples().wronglyRequired()).isEmpty();
  }

  @Test
  void describesTheHeadersThatAreWritten() {
    SchemaUse use = new SchemaUse(file);

    WireSamples.headers()
        .forEach((trait, samples) -> {
          String schema = headers(trait);
          for (Headers sample : samples) {
            assertThat(file.violations(schema, json(sample))).as(trait).isEmpty();
            use.see(schema, json(sample));
          }
          assertThat(use.unseen(schema)).isEmpty();
        });

    assertThat(use.wronglyRequired()).isEmpty();
    assertThat(names("#/components/messageTraits")).isEqualTo(WireSamples.headers().keySet());
  }

  @Test
  void describesEveryMessage() {
    Set<String> known = new HashSet<>(WITHOUT_FORMAT);
    WireSamples.all().forEach(wire -> known.add(wire.message()));

    assertThat(names("#/components/messages")).isEqualTo(known);
  }

  @Test
  void describesEveryTopicOfAPipelineAndNoOther() {
    Map<String, String> addresses = new TreeMap<>();
    topics().forEach((name, _) -> addresses.put(name, "{pipeline}." + name));
    addresses.put("action-topic", "{pipeline}.{topic}");

    Map<String, String> described = new TreeMap<>();
    for (Map.Entry<String, JsonNode> channel : file.root().path("channels").properties()) {
      described.put(channel.getKey(), channel.getValue().path("address").asText());
    }

    assertThat(described).isEqualTo(addresses);
  }

  @Test
  void namesTheSettingsOfTopics() {
    topics()
        .forEach((name, topic) -> {
          JsonNode kafka = file.at("#/channels/" + name + "/bindings/kafka");
          Map<String, String> settings = new HashMap<>(topic.settings());
          // That depends on the pipeline.
          settings.remove("retention.ms");

          assertThat(settings(kafka.path("topicConfiguration"))).as(name).isEqualTo(settings);
          assertThat(kafka.has("partitions")).as(name).isEqualTo(topic.totallyOrdered());
        });
  }

  @Test
  void showsExamplesThatTheCodeReads() throws IOException {
    for (Wire<?> wire : WireSamples.all()) {
      List<JsonNode> examples = examples(wire.message());
      assertThat(examples).as(wire.message()).isNotEmpty();
      for (JsonNode example : examples) {
        byte[] json = example.path("payload").toString().getBytes(UTF_8);

        assertThat(AsyncApiFile.json(wire.rewritten(json)))
            .as(wire.message())
            .isEqualTo(AsyncApiFile.json(json));
        assertThat(file.violations(payload(wire.message()), example.path("payload"))).isEmpty();
      }
    }
  }

  @Test
  void showsHeadersAsTheyAre() {
    JsonNode headers = examples("decision").getFirst().path("headers");

    assertThat(file.violations(headers("cloudEvent"), headers)).isEmpty();
  }

  @Test
  void showsWhatProducersOfCardFraudWrite() throws Exception {
    Path schema = Path.of("..", "pipelines", "card-fraud", "event.schema.json");
    JsonNode event = examples("rawEvent").getFirst().path("payload");

    assertThat(
            EventSchema.of(Files.readString(schema)).violations(event.toString().getBytes(UTF_8)))
        .isEmpty();
  }

  @Test
  void tellsTheKeysOfReleases() {
    String digest = Sha256.of(new byte[] {1});
    Map<String, ReleaseKey> keys =
        Map.of(
            "manifest", new ReleaseKey.OfRelease(3),
            "assignment", new ReleaseKey.OfAssignment(7),
            "assignmentIsMarked", new ReleaseKey.OfMarks(7),
            "trial", new ReleaseKey.OfTrial(3),
            "artifact", new ReleaseKey.OfChunk(new Chunk(digest, 12)));

    keys.forEach((message, key) ->
        assertThat(
                file.violations(
                    MESSAGES + message + "/bindings/kafka/key",
                    JsonNodeFactory.instance.textNode(key.toString())))
            .isEmpty());
  }

  private SchemaUse useOfSamples() throws IOException {
    SchemaUse use = new SchemaUse(file);
    for (Wire<?> wire : WireSamples.all()) {
      for (byte[] written : wire.written()) {
        use.see(payload(wire.message()), AsyncApiFile.json(written));
      }
    }
    return use;
  }

  private static String payload(String message) {
    return MESSAGES + message + "/payload";
  }

  private static String headers(String trait) {
    return TRAITS + trait + "/headers";
  }

  private List<JsonNode> examples(String message) {
    List<JsonNode> examples = new ArrayList<>();
    file.at(MESSAGES + message + "/examples").forEach(examples::add);
    return examples;
  }

  private Set<String> names(String pointer) {
    Set<String> names = new TreeSet<>();
    file.at(pointer).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Map<String, Topic<?, ?>> topics() {
    return new PipelineTopics("p", null)
        .all().stream()
            .collect(Collectors.toMap(topic -> topic.name().substring(2), topic -> topic));
  }

  /// As Kafka takes them: a list is one text.
  private static Map<String, String> settings(JsonNode configuration) {
    Map<String, String> settings = new HashMap<>();
    for (Map.Entry<String, JsonNode> setting : configuration.properties()) {
      JsonNode value = setting.getValue();
      settings.put(
          setting.getKey(),
          value.isArray()
              ? StreamSupport.stream(value.spliterator(), false)
                  .map(JsonNode::asText)
                  .collect(Collectors.joining(","))
              : value.asText());
    }
    return settings;
  }

  private static JsonNode json(Headers headers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    headers.forEach(header -> json.put(header.key(), new String(header.value(), UTF_8)));
    return json;
  }
}
