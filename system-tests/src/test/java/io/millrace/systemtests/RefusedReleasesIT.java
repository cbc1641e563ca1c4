package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ManifestFormat;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Chunk;
import io.millrace.contracts.release.Manifest;
import io.millrace.contracts.release.ReleaseKey;
import io.millrace.contracts.release.Sha256;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.runtime.ReleaseWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What cannot serve is refused, by the command and by the instances, and changes nothing of what
/// runs.
class RefusedReleasesIT {
  private static final Path CARD_FRAUD = Repository.pipeline("card-fraud");
  private static final String MODEL = "model.onnx";

  @SuppressWarnings("NullAway.Init") // JUnit calls start before any test
  private static Path data;

  @SuppressWarnings("NullAway.Init")
  private static LocalRun run;

  private static int rounds;

  @BeforeAll
  static void start() throws Exception {
    data = RunFolder.empty(RefusedReleasesIT.class);
    run = LocalRun.withBroker(data.resolve("run"));
  }

  @AfterAll
  static void stop() {
    run.close();
  }

  @Test
  void refusesModelsThatCannotServe() throws Exception {
    Map<PipelineCopy, String> broken = broken();
    int before = releases().size();

    for (Map.Entry<PipelineCopy, String> each : broken.entrySet()) {
      CommandProcess published = ReleasesIT.run(run, "publish", each.getKey().toString());
      assertThat(published.exitCode()).isEqualTo(1);
      assertThat(published.text()).contains("millrace: " + each.getKey() + "/" + each.getValue());
    }

    assertThat(releases()).hasSize(before);
    requireFolderInCharge();
  }

  @Test
  void refusesModelsThatCannotServeWhoeverPublishesThem() throws Exception {
    Map<PipelineCopy, String> broken = broken();

    Map<PipelineCopy, Integer> releases = publishUnchecked(broken.keySet());

    for (Map.Entry<PipelineCopy, Integer> each : releases.entrySet()) {
      CommandProcess assigned = assign(each.getValue());
      assertThat(assigned.exitCode()).isEqualTo(1);
      assertThat(assigned.text())
          .contains("release %d is refused by model-service ".formatted(each.getValue()))
          .contains(": " + broken.get(each.getKey()));
    }
    requireFolderInCharge();
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    PipelineCopy large = copy("large");
    try (RandomAccessFile model = new RandomAccessFile(large.file(MODEL).toFile(), "rw")) {
      model.setLength(150L << 20);
    }

    CommandProcess published = ReleasesIT.run(run, "publish", large.toString());

    assertThat(published.exitCode()).isEqualTo(1);
    assertThat(published.text())
        .contains("model.onnx alone 150 MB: a release may have at most 100 MB. Make it smaller");
    requireFolderInCharge();
  }

  @Test
  void refusesAFileThatIsDamagedOnTheTopicUntilItIsPublishedAgain() throws Exception {
    int release = publishDamaged();

    CommandProcess damaged = assign(release);
    CommandProcess again = ReleasesIT.run(run, "publish", CARD_FRAUD.toString());

    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.text())
        .contains("release %d is refused by ".formatted(release))
        .contains(
            ": model.onnx of release %d is damaged on the topic: its manifest".formatted(release))
        .contains("Publish the folder again");
    assertThat(again.exitCode()).as(again.text()).isZero();
    assertThat(again.text()).contains("instances can serve release " + (release + 1));
    requireFolderInCharge();
  }

  @Test
  void refusesAnActionToATopicThatIsNotThere() throws Exception {
    PipelineCopy careful = copy("careful");
    careful.edit("- {topic: review-queue}", "- {topic: second-look}");

    CommandProcess published = ReleasesIT.run(run, "publish", careful.toString());

    assertThat(published.exitCode()).isEqualTo(1);
    assertThat(published.text())
        .contains(" is refused by action-triggers ")
        .contains(
            "topics are missing: [card-fraud.second-look]. Create them with: millrace topics");
    requireFolderInCharge();
  }

  /// Folders with models that cannot serve, and why not.
  private static Map<PipelineCopy, String> broken() throws IOException {
    Map<PipelineCopy, String> broken = new LinkedHashMap<>();

    PipelineCopy truncated = copy("truncated");
    truncated.write(truncated.model().substring(0, 20_000));
    broken.put(truncated, "model.onnx is no whole ONNX model: it is truncated");

    PipelineCopy wrongInput = copy("wrong-input");
    wrongInput.edit("  features:\n    [amount", "  inputs:\n    rows: [amount");
    broken.put(
        wrongInput,
        "model.onnx has the inputs [features], but the features are for [rows]: say under 'inputs'");

    PipelineCopy unknownDomain = copy("unknown-domain");
    unknownDomain.patchModel("ai.onnx.ml", "ai.acme.ml");
    broken.put(
        unknownDomain,
        "model.onnx uses the operator TreeEnsembleRegressor of the domain ai.acme.ml: only ai.onnx"
            + " and ai.onnx.ml are allowed");

    PipelineCopy notANumber = copy("not-a-number");
    notANumber.write(withoutNumbers(notANumber.model()));
    Files.delete(notANumber.file("model.json"));
    broken.put(notANumber, "model.onnx is refused: it gives no usable score");

    PipelineCopy otherModel = copy("other-card");
    otherModel.patchModel("millrace", "changed!");
    broken.put(otherModel, "model.json is the card of another model");
    return broken;
  }

  /// The model with a NaN in each leaf of its trees: they stand one after the other, each after the
  /// tag of a float.
  private static String withoutNumbers(String model) {
    StringBuilder patched = new StringBuilder(model);
    int at = model.indexOf("target_weights") + "target_weights".length();
    for (; patched.charAt(at) == '='; at += 5) {
      patched.replace(at + 1, at + 5, "\0\0\u00c0\u007f");
    }
    return patched.toString();
  }

  private static PipelineCopy copy(String name) throws IOException {
    return PipelineCopy.of(CARD_FRAUD, Files.createTempDirectory(data, name));
  }

  private static CommandProcess assign(int release) throws Exception {
    return ReleasesIT.run(
        run, "assign", Integer.toString(release), "--pipeline", CARD_FRAUD.toString());
  }

  private static List<Manifest> releases() {
    return ReleaseTopic.read(run.topics(), client()).manifests();
  }

  private static Map<String, Object> client() {
    return new KafkaConnection(run.bootstrap(), Map.of()).client();
  }

  /// Publishes folders as a program does that looks into no model.
  private static Map<PipelineCopy, Integer> publishUnchecked(Iterable<PipelineCopy> folders)
      throws IOException {
    Map<PipelineCopy, Integer> releases = new LinkedHashMap<>();
    for (PipelineCopy folder : folders) {
      try (ReleaseWriter writer = new ReleaseWriter(run.topics(), client())) {
        releases.put(folder, writer.publish("", folder.files()).release());
      }
    }
    return releases;
  }

  /// Publishes the folder with another byte in its model.
  private static int publishDamaged() throws Exception {
    int release = releases().stream().mapToInt(Manifest::release).max().orElse(0) + 1;
    List<Artifact> artifacts = new ArrayList<>();
    try (Producer<byte[], byte[]> producer =
        new KafkaConnection(run.bootstrap(), Map.of()).producer()) {
      for (Map.Entry<String, byte[]> file : PipelineCopy.files(CARD_FRAUD).entrySet()) {
        byte[] bytes = file.getValue();
        String sha256 = Sha256.of(bytes);
        artifacts.add(new Artifact(file.getKey(), bytes.length, sha256));
        if (file.getKey().equals(MODEL)) {
          bytes[7_000]++;
        }
        send(producer, new ReleaseKey.OfChunk(new Chunk(sha256, 0)), bytes);
      }
      Manifest manifest = new Manifest(release, "", artifacts);
      send(
          producer,
          new ReleaseKey.OfRelease(release),
          JsonOutput.write(manifest, new ManifestFormat()));
    }
    return release;
  }

  private static void send(Producer<byte[], byte[]> producer, ReleaseKey key, byte[] value)
      throws Exception {
    byte[] name = key.toString().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(run.topics().releases().name(), 0, name, value)).get();
  }

  /// Nothing was assigned, and what runs goes on.
  private static void requireFolderInCharge() {
    assertThat(ReleaseTopic.read(run.topics(), client()).assignments()).isEmpty();
    ReleasesIT.decide(run, rounds++);
    ReleasesIT.forEach(
        run, run.topics().decisions(), (_, decision) -> assertThat(decision.release()).isZero());
  }
}
