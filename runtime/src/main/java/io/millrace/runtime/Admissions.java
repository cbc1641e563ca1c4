package io.millrace.runtime;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Topic;
import io.millrace.contracts.release.Admission;
import java.io.Closeable;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries each release that is published, and says on `status` whether this instance can serve it.
///
/// When it stops it takes back what it said.
final class Admissions implements ReleaseListener, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);
  private static final Duration LAST_RECORDS = Duration.ofSeconds(3);

  private final String service;
  private final String instance;
  private final PublishedReleases releases;
  private final ReleaseTrial trial;
  private final Consumer<Assignment> onAssignment;
  private final Topic<String, Admission> status;
  private final Producer<String, Admission> producer;

  /// The keys of all that may stand on the topic, to be taken back.
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /// Releases that were tried, and what was written of them or is on its way.
  private final Map<Integer, Admission> tried = new ConcurrentHashMap<>();

  /// @param trial what is tried of each release
  /// @param client properties of a Kafka producer
  Admissions(
      ServiceInfo info,
      PublishedReleases releases,
      ReleaseTrial trial,
      ServiceContext context,
      Map<String, Object> client) {
    this(
        info,
        releases,
        trial,
        context,
        new KafkaProducer<>(
            client, new StringSerializer(), context.topics().status().valueSerde().serializer()));
  }

  Admissions(
      ServiceInfo info,
      PublishedReleases releases,
      ReleaseTrial trial,
      ServiceContext context,
      Producer<String, Admission> producer) {
    this.service = info.service();
    this.instance = info.instance();
    this.releases = releases;
    this.trial = trial;
    this.onAssignment = context.onAssignment();
    this.status = context.topics().status();
    this.producer = producer;
  }

  @Override
  public void published(int release) {
    if (!tried.containsKey(release)) {
      tryOut(release);
    }
  }

  /// What was refused is tried anew: the reason may be gone.
  @Override
  public void asked(int release) {
    Admission before = tried.get(release);
    if (before == null || !before.isAdmitted()) {
      tryOut(release);
    }
  }

  private void tryOut(int release) {
    String refusal = refusal(release);
    if (refusal == null) {
      LOG.info("{} can serve release {}", service, release);
      releases.fit(release);
    } else {
      LOG.warn("{} cannot serve release {}: {}", service, release, refusal);
    }
    Admission admission = new Admission(service, instance, release, refusal);
    said.add(admission.key());
    tried.put(release, admission);
    say(admission.key(), admission, () -> tried.remove(release, admission));
  }

  /// @param ifFailed done if it could not be written
  private void say(String key, @Nullable Admission admission, Runnable ifFailed) {
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(status.name(), key, admission),
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("{} could not be written to {}", key, status.name(), failure);
                ifFailed.run();
              }
            });
  }

  @Override
  public void assigned(Assignment assignment) {
    LOG.info(
        "{}: assignment {} puts release {} in charge ({})",
        service,
        assignment.number(),
        assignment.release(),
        assignment.cause());
    onAssignment.accept(assignment);
  }

  /// Why a release cannot be served; null if it can. Throws [KafkaException] if that cannot be told
  /// for want of the brokers.
  private @Nullable String refusal(int release) {
    try {
      trial.of(release, releases.read(release));
      return null;
    } catch (InvalidRelease | InvalidConfiguration e) {
      // Whoever published the folder knows its files, and nothing of the copies here.
      return String.valueOf(e.getMessage())
          .replace(releases.folderOf(release) + File.separator, "");
    } catch (KafkaException e) {
      throw e;
    } catch (Throwable e) {
      LOG.error("{} failed to try release {}", service, release, e);
      return "trying it failed: %s. The log of the instance says where".formatted(e);
    }
  }

  @Override
  public void close() {
    said.forEach(key -> say(key, null, () -> {}));
    producer.close(LAST_RECORDS);
  }
}
