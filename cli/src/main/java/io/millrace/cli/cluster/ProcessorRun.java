package io.millrace.cli.cluster;

import io.millrace.benchmarks.WindowCost;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.contracts.Topic;
import io.millrace.runtime.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/// processor-a alone over a recorded log, as a process of its own with a thread for each core: how
/// many updates of entities it makes a second, and what it keeps and logs for them.
///
/// The rate is that of the second half of the log, when the JVM is warm and the windows are full,
/// to the moment at which the last part is on the broker. Nothing but the broker runs beside it:
/// how far it has come is read from its own metrics and from the ends of the topic it writes.
///
/// @param updatesPerSecond records of `events-a` taken in: events of cards and terminals, outcomes
/// @param cost of an event with its outcome, to all its entities; the state is what its folder
///   holds after it has stopped, by the events that windows reach; what is logged is compressed,
///   each key once in a commit interval
record ProcessorRun(double updatesPerSecond, WindowCost cost) {
  private static final String SERVICE = "processor-a";
  private static final String RUN = "alone";
  private static final String TAKEN_IN = "millrace_records_in_total{";
  private static final Duration STEP = Duration.ofMillis(250);

  static ProcessorRun over(RecordedLog log) {
    double perSecond;
    try (ServiceProcess processor =
        log.service(
            SERVICE,
            RUN,
            Map.of(
                ServiceConfig.THREADS,
                Integer.toString(Runtime.getRuntime().availableProcessors())))) {
      processor.start();
      perSecond = secondHalf(log, processor);
      processor.stop();
    }
    WindowCost cost =
        new WindowCost(
            "processor-a, RocksDB",
            log.reach(),
            log.withinReach(),
            1e6 / perSecond * updates(log) / log.events(),
            (double) bytesBelow(log.state(RUN)) / log.withinReach(),
            (double) changelogBytes(log) / log.events());
    return new ProcessorRun(perSecond, cost);
  }

  private static double secondHalf(RecordedLog log, ServiceProcess processor) {
    Patience patience = new Patience(SERVICE);
    Topic<?, ?> features = log.pipeline().topics().featuresA();
    long updates = updates(log);
    long half = 0;
    long halfAt = System.nanoTime();
    try (TopicReader<byte[]> parts = log.read(features)) {
      while (parts.remaining() < log.records(features)) {
        LockSupport.parkNanos(STEP.toNanos());
        processor.requireAlive();
        long taken = taken(processor);
        patience.require(taken);
        if (taken > half && taken <= updates / 2) {
          half = taken;
          halfAt = System.nanoTime();
        }
      }
    }
    return (updates - half) * 1e9 / (System.nanoTime() - halfAt);
  }

  /// Records of `events-a`: each is an update of one entity.
  private static long updates(RecordedLog log) {
    return log.records(log.pipeline().topics().eventsA());
  }

  private static long taken(ServiceProcess processor) {
    return processor
        .get("/metrics")
        .map(metrics ->
            metrics
                .lines()
                .filter(line -> line.startsWith(TAKEN_IN))
                .mapToLong(
                    line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum())
        .orElse(0L);
  }

  private static long bytesBelow(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      long bytes = 0;
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(path);
      }
      return bytes;
    } catch (IOException e) {
      throw new CommandFailure("cannot measure %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static long changelogBytes(RecordedLog log) {
    try (Admin admin = Admin.create(log.client())) {
      List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
          .flatMap(folders -> folders.values().stream())
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(replica -> isChangelog(replica.getKey().topic()))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    } catch (ExecutionException e) {
      throw new CommandFailure("the changelog cannot be measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private static boolean isChangelog(String topic) {
    return topic.startsWith(RUN) && topic.endsWith("-changelog");
  }
}
