package io.millrace.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ManifestFormat;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Chunk;
import io.millrace.contracts.release.Manifest;
import io.millrace.contracts.release.ReleaseKey;
import io.millrace.contracts.release.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFolderTest {
  private static final String PIPELINE =
      """
      pipeline: shop
      event: {schema: event.schema.json, id: id, time: at}
      entities: {card: card}
      routes: [{processors: [b]}]
      features: {b: {amount: event.amount}}
      policy: [{decide: APPROVE}]
      """;
  private static final String SCHEMA =
      """
      {"required": ["id", "at", "card", "amount"], "properties": {"id": {"type": "string"},
       "at": {"type": "string"}, "card": {"type": "string"}, "amount": {"type": "number"}}}
      """;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<byte[]> topic = new ArrayList<>();
  private final ReleaseLog log = new ReleaseLog();
  @TempDir private Path root;

  @BeforeEach
  void fill() {
    files.put("pipeline.yaml", PIPELINE.getBytes(UTF_8));
    files.put("event.schema.json", SCHEMA.getBytes(UTF_8));
    byte[] large = new byte[2 * Chunk.BYTES + 5];
    new Random(7).nextBytes(large);
    files.put("models/large.onnx", large);
  }

  @Test
  void bringsAPublishedFolderBack() throws Exception {
    Manifest manifest = publish(3);

    assertThat(folder().read(manifest, log, this::value).name()).isEqualTo("shop");

    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(Files.readAllBytes(root.resolve("3").resolve(file.getKey())))
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void tellsTheFilesOfAReleaseThatIsNoPipeline() throws Exception {
    files.put("pipeline.yaml", "pipeline: [".getBytes(UTF_8));
    Manifest manifest = publish(3);

    Map<String, byte[]> told = folder().files(manifest, log, this::value);

    assertThat(told).containsExactlyInAnyOrderEntriesOf(files);
  }

  @Test
  void refusesAFileThatWasChanged() {
    Manifest manifest = publish(3);
    topic.get(2)[77]++;

    assertThatThrownBy(() -> folder().read(manifest, log, this::value))
        .isInstanceOf(InvalidRelease.class)
        .hasMessageStartingWith(
            "models/large.onnx of release 3 is damaged on the topic: its manifest says");
  }

  @Test
  void refusesAFileOfWhichAPieceIsMissing() {
    Manifest manifest = publish(3);
    ReleaseLog without = new ReleaseLog();

    assertThatThrownBy(() -> folder().read(manifest, without, this::value))
        .isInstanceOf(InvalidRelease.class)
        .hasMessage("pipeline.yaml of release 3 is not on the topic: publish the folder again");
  }

  @Test
  void refusesAFolderThatIsNoPipeline() {
    files.put("pipeline.yaml", "pipeline: [".getBytes(UTF_8));
    Manifest manifest = publish(3);

    assertThatThrownBy(() -> folder().read(manifest, log, this::value))
        .isInstanceOf(InvalidRelease.class)
        .hasMessageStartingWith("release 3 is no valid pipeline: ");
  }

  @Test
  void removesWhatAnEarlierRunLeft() throws Exception {
    Path old = root.resolve("9").resolve("pipeline.yaml");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "old");

    folder();

    assertThat(old).doesNotExist();
  }

  @Test
  void passesOverWhatIsNoRecordOfTheReleases() {
    ReleaseLog releases = new ReleaseLog();

    releases.take("release/1", "{".getBytes(UTF_8), 0);
    releases.take("release/2", manifestJson(3), 1);
    releases.take("release/x", manifestJson(3), 2);
    releases.take(null, manifestJson(3), 3);
    releases.take("release/4", null, 4);
    releases.take("assignment/1", "{\"assignment\":2}".getBytes(UTF_8), 5);

    assertThat(releases.manifests()).isEmpty();
    assertThat(releases.latestAssignment()).isEmpty();
  }

  private static byte[] manifestJson(int release) {
    return JsonOutput.write(new Manifest(release, "", List.of()), new ManifestFormat());
  }

  private ReleaseFolder folder() {
    return new ReleaseFolder(root);
  }

  private byte[] value(long offset) {
    return topic.get((int) offset);
  }

  private Manifest publish(int release) {
    List<Artifact> artifacts = new ArrayList<>();
    files.forEach((name, bytes) -> {
      Artifact file = new Artifact(name, bytes.length, Sha256.of(bytes));
      artifacts.add(file);
      for (int index = 0; index < Chunk.count(file); index++) {
        int from = index * Chunk.BYTES;
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Chunk.BYTES));
        Chunk chunk = new Chunk(file.sha256(), index);
        log.take(new ReleaseKey.OfChunk(chunk).toString(), piece, topic.size());
        topic.add(piece);
      }
    });
    return new Manifest(release, "", artifacts);
  }
}
