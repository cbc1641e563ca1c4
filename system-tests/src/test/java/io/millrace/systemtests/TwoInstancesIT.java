package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.ServiceProcess;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Services that run as two processes each, which share the partitions; until one of the two dies.
abstract class TwoInstancesIT {
  private static final Duration SHARED_WITHIN = Duration.ofSeconds(60);
  private static final Pattern RECORDS_IN =
      Pattern.compile("^millrace_records_in_total\\{[^}]*} [1-9]", Pattern.MULTILINE);

  private final PipelineProcesses pipeline;

  TwoInstancesIT(PipelineProcesses pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  void loseNothingAndDecideNothingTwiceWhenOneOfTheTwoIsKilled() {
    List<PastEvent> transactions = Transactions.of(pipeline.definition(), 0, 3_000);
    Set<String> ids = transactions.stream().map(PastEvent::id).collect(Collectors.toSet());
    both().forEach(service -> pipeline.stages().awaitMembers(service, 2, SHARED_WITHIN));
    publish(transactions.subList(0, 1_500));

    try (DecisionLog decisions =
        DecisionLog.open(pipeline.bootstrap(), pipeline.definition().topics(), ids)) {
      decisions.awaitFirst(1_500);
      assertThat(pipeline.services()).allSatisfy(TwoInstancesIT::hasProcessedRecords);
      assertThat(pipeline.second()).allSatisfy(TwoInstancesIT::hasProcessedRecords);
      publish(transactions.subList(1_500, 2_500));
      decisions.awaitFirst(1_600);
      pipeline.second().forEach(ServiceProcess::kill);
      publish(transactions.subList(2_500, 3_000));

      List<ConsumerRecord<byte[], byte[]>> records = decisions.awaitAll(pipeline.stages());
      assertThat(records).map(TopicLog::key).containsAll(ids);
      assertThat(records).noneMatch(decisions::isDegraded);
      assertThat(records.stream().map(TopicLog::keyAndValue).distinct()).hasSameSizeAs(ids);
    }
    both().forEach(service -> pipeline.stages().awaitMembers(service, 1, SHARED_WITHIN));
    assertThat(keys(pipeline.definition().topics().actionResults()))
        .isNotEmpty()
        .isEqualTo(keys(pipeline.definition().topics().actions()));
  }

  /// The names of the services that run as two processes.
  private Stream<String> both() {
    return pipeline.second().stream().map(ServiceProcess::name);
  }

  private void publish(List<PastEvent> transactions) {
    Transactions.publish(pipeline.bootstrap(), pipeline.definition(), transactions);
  }

  private static void hasProcessedRecords(ServiceProcess service) {
    assertThat(service.get("/metrics"))
        .as(service.name())
        .get()
        .asString()
        .containsPattern(RECORDS_IN);
  }

  private Set<String> keys(Topic<?, ?> topic) {
    try (TopicLog log = TopicLog.open(pipeline.bootstrap(), topic)) {
      log.readToEnd();
      return Set.copyOf(log.keys());
    }
  }
}
