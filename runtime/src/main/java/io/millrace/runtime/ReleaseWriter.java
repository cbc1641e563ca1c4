package io.millrace.runtime;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.json.AssignmentFormat;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ManifestFormat;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Chunk;
import io.millrace.contracts.release.Manifest;
import io.millrace.contracts.release.ReleaseKey;
import io.millrace.contracts.release.Sha256;
import java.io.Closeable;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes releases and assignments, one writer after the other: whoever opens one fences all others
/// off, then reads what is there and decides by that, once. So numbers stand in one order whoever
/// writes them.
///
/// Throws [WriterFenced] if another was opened meanwhile: then nothing was written.
public final class ReleaseWriter implements Closeable {
  private static final ManifestFormat MANIFESTS = new ManifestFormat();
  private static final AssignmentFormat ASSIGNMENTS = new AssignmentFormat();

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseWriter.class);
  private static final byte[] NOTHING = {};

  /// What brokers allow at most unless told otherwise: a large release on a slow line takes long.
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);

  private final PipelineTopics topics;
  private final Map<String, Object> client;
  private final Supplier<ReleaseLog> reader;
  private final AssignmentMarks marks;
  private final Producer<String, byte[]> producer;
  private boolean hasDecided;

  /// @param client properties of a Kafka client
  public ReleaseWriter(PipelineTopics topics, Map<String, ?> client) {
    this(
        topics,
        withTimeToPublish(client),
        () -> ReleaseTopic.read(topics, client),
        ReleaseWriter::open);
  }

  /// A writer for those who publish nothing.
  ///
  /// @param reader tells what is on the topic when it is asked
  ReleaseWriter(PipelineTopics topics, Map<String, ?> client, Supplier<ReleaseLog> reader) {
    this(topics, client, reader, ReleaseWriter::open);
  }

  /// @param producers opens a producer with these properties
  ReleaseWriter(
      PipelineTopics topics,
      Map<String, ?> client,
      Supplier<ReleaseLog> reader,
      Function<Map<String, Object>, Producer<String, byte[]>> producers) {
    this.topics = topics;
    this.reader = reader;
    this.client = new HashMap<>(client);
    this.marks = new AssignmentMarks(topics.events(), client, producers);
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.releases().name());
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(PipelineTopics.MAX_BYTES));
    producer = producers.apply(properties);
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  private static Producer<String, byte[]> open(Map<String, Object> properties) {
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  static Map<String, Object> withTimeToPublish(Map<String, ?> client) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.putIfAbsent(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) LONGEST_TRANSACTION.toMillis());
    return properties;
  }

  /// Publishes a folder's files as the next release.
  ///
  /// @param note what is said of it
  /// @param files by name within the folder
  public Manifest publish(String note, Map<String, byte[]> files) {
    decideOnce();
    List<Artifact> artifacts =
        files.entrySet().stream().map(file -> artifact(file.getKey(), file.getValue())).toList();
    try (ReleaseTopic topic = new ReleaseTopic(topics, client)) {
      ReleaseLog log = new ReleaseLog();
      topic.readToEnd(log);
      int number = 1 + log.manifests().stream().mapToInt(Manifest::release).max().orElse(0);
      Manifest manifest = new Manifest(number, note, artifacts);
      List<Artifact> missing =
          artifacts.stream().filter(file -> !topic.isWhole(file, log)).toList();
      inTransaction(() -> {
        missing.forEach(file -> sendPieces(file, Objects.requireNonNull(files.get(file.name()))));
        send(new ReleaseKey.OfRelease(number), JsonOutput.write(manifest, MANIFESTS));
      });
      return manifest;
    }
  }

  /// Writes the next assignment, if there is to be one: first for the record, then into every
  /// partition of `events`; and says that it stands there.
  ///
  /// @param next decides by what is there; its assignment's number must be one more than the last
  public Optional<Assignment> assign(Function<ReleaseLog, Optional<Assignment>> next) {
    Optional<Assignment> assignment = record(next);
    assignment.ifPresent(this::mark);
    return assignment;
  }

  private Optional<Assignment> record(Function<ReleaseLog, Optional<Assignment>> next) {
    decideOnce();
    Optional<Assignment> assignment = next.apply(reader.get());
    assignment.ifPresent(it ->
        inTransaction(() ->
            send(new ReleaseKey.OfAssignment(it.number()), JsonOutput.write(it, ASSIGNMENTS))));
    return assignment;
  }

  /// Appends the latest assignment to every partition of `events` if whoever made it has not done
  /// so, or has not come to say it. To do so again does no harm.
  void completeMarks() {
    reader.get().unmarked().ifPresent(this::mark);
  }

  private void mark(Assignment assignment) {
    marks.append(assignment);
    try {
      inTransaction(() -> send(new ReleaseKey.OfMarks(assignment.number()), NOTHING));
    } catch (WriterFenced e) {
      LOG.info("assignment {} is marked, but another writer came before", assignment.number());
    }
  }

  /// Asks all instances that have not admitted a release to try it.
  public void askForTrial(int release) {
    inTransaction(() -> send(new ReleaseKey.OfTrial(release), NOTHING));
  }

  /// What a writer has committed may not be readable at once; who opens the next one waits for it.
  private void decideOnce() {
    if (hasDecided) {
      throw new IllegalStateException("a writer decides once: open another one");
    }
    hasDecided = true;
  }

  private void inTransaction(Runnable sending) {
    try {
      producer.beginTransaction();
      sending.run();
      producer.commitTransaction();
    } catch (RuntimeException e) {
      abort(e);
      throw WriterFenced.isBehind(e) ? new WriterFenced(e) : e;
    }
  }

  private void abort(RuntimeException cause) {
    try {
      producer.abortTransaction();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static Artifact artifact(String name, byte[] bytes) {
    return new Artifact(name, bytes.length, Sha256.of(bytes));
  }

  /// One after the other: what waits in the client for a slow line would run into its timeouts.
  private void sendPieces(Artifact file, byte[] bytes) {
    for (int index = 0; index < Chunk.count(file); index++) {
      int from = index * Chunk.BYTES;
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Chunk.BYTES));
      send(new ReleaseKey.OfChunk(new Chunk(file.sha256(), index)), piece);
      producer.flush();
    }
  }

  private void send(ReleaseKey key, byte[] value) {
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(topics.releases().name(), 0, key.toString(), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
