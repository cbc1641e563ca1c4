package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.cluster.EmbeddedBroker;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.PastEvent;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// From one layout to the other and back, as docs/how-to/choose-a-layout.md says.
class SwitchLayoutsIT {
  private static final Duration QUIET_WITHIN = Duration.ofSeconds(60);
  private static final Path FOLDER = Repository.pipeline("card-fraud");
  private static final int SHARE = 500;

  @Test
  void decidesEachEventOnceAndByTheReleaseInCharge() throws Exception {
    Path data = RunFolder.empty(getClass());
    PipelineDefinition pipeline = new PipelineReader().read(FOLDER);
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"), 0)) {
      CommandProcess whileRunning = runSeparate(broker.bootstrap(), data, pipeline);
      publish(broker.bootstrap(), pipeline, 2);
      CommandProcess outOfTurn =
          CommandProcess.run(
              "start",
              "--layout=composed",
              "--pipeline=" + FOLDER,
              "--bootstrap=" + broker.bootstrap(),
              "--metrics-port=0",
              "--console-port=0",
              "--data=" + data);
      CommandProcess toComposed = layout(Layout.composed, broker.bootstrap());
      decide(Layout.composed, broker.bootstrap(), data, pipeline, 3);
      publish(broker.bootstrap(), pipeline, 4);
      CommandProcess onceMore = layout(Layout.composed, broker.bootstrap());
      CommandProcess toSeparate = layout(Layout.separate, broker.bootstrap());
      decide(Layout.separate, broker.bootstrap(), data, pipeline, 5);

      assertThat(whileRunning.exitCode()).isEqualTo(1);
      assertThat(whileRunning.text()).contains("model-service is running");
      assertThat(outOfTurn.exitCode()).isEqualTo(1);
      assertThat(outOfTurn.text())
          .contains("the separate layout has read more of card-fraud.raw")
          .contains("millrace layout composed");
      assertThat(toComposed.exitCode()).as(toComposed.text()).isZero();
      assertThat(toComposed.text()).contains("release 1 stays in charge");
      assertThat(onceMore.exitCode()).isEqualTo(1);
      assertThat(onceMore.text()).contains("the composed layout has gone on already");
      assertThat(toSeparate.exitCode()).as(toSeparate.text()).isZero();
      assertThat(parity(broker.bootstrap(), Layout.separate))
          .contains("\"compared\":" + 3 * SHARE)
          .contains("\"different\":0");
      assertThat(parity(broker.bootstrap(), Layout.composed))
          .contains("\"compared\":" + 2 * SHARE)
          .contains("\"different\":0");
    }
  }

  /// Decides two shares, the second by release 1, and tries to switch before it stops.
  private static CommandProcess runSeparate(
      String bootstrap, Path data, PipelineDefinition pipeline) throws Exception {
    try (LocalRun run = LocalRun.on(bootstrap, data, Layout.separate.names());
        Stages stages = Stages.running(bootstrap, pipeline, Layout.separate.names())) {
      run.decideEachOnce(share(pipeline, 0).iterator());
      ReleasesIT.release(run, "publish", FOLDER.toString());
      ReleasesIT.release(run, "assign", "1", "--pipeline", FOLDER.toString());
      run.decideEachOnce(share(pipeline, 1).iterator());
      stages.awaitQuiet(QUIET_WITHIN);
      assertReads(stages, Layout.separate, pipeline);
      return layout(Layout.composed, bootstrap);
    }
  }

  /// Decides one share more than there is on `raw` already.
  private static void decide(
      Layout layout, String bootstrap, Path data, PipelineDefinition pipeline, int share)
      throws Exception {
    try (LocalRun _ = LocalRun.on(bootstrap, data, layout.names());
        Stages stages = Stages.running(bootstrap, pipeline, layout.names())) {
      publish(bootstrap, pipeline, share);
      assertReads(stages, layout, pipeline);
      Set<String> ids =
          Transactions.of(pipeline, 0, (share + 1) * SHARE).stream()
              .map(PastEvent::id)
              .collect(Collectors.toSet());
      try (DecisionLog decisions = DecisionLog.open(bootstrap, pipeline.topics(), ids)) {
        List<ConsumerRecord<byte[], byte[]>> records = decisions.awaitAll(stages);
        assertThat(records).hasSameSizeAs(ids).noneMatch(decisions::isDegraded);
        assertThat(records.stream().map(decisions::release).filter(release -> release == 0))
            .hasSize(SHARE);
      }
    }
  }

  /// Requires that the services read what `millrace layout` thinks that they read.
  private static void assertReads(Stages stages, Layout layout, PipelineDefinition pipeline) {
    Map<String, Set<String>> inputs =
        layout.inputs(pipeline.topics()).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    service ->
                        service.getValue().stream().map(Topic::name).collect(Collectors.toSet())));
    assertThat(stages.inputs()).isEqualTo(inputs);
  }

  private static List<PastEvent> share(PipelineDefinition pipeline, int number) {
    return Transactions.of(pipeline, number * SHARE, SHARE);
  }

  private static void publish(String bootstrap, PipelineDefinition pipeline, int share) {
    Transactions.publish(bootstrap, pipeline, share(pipeline, share));
  }

  private static CommandProcess layout(Layout layout, String bootstrap) throws Exception {
    return CommandProcess.run(
        "layout", layout.name(), "--pipeline", FOLDER.toString(), "--bootstrap", bootstrap);
  }

  private static String parity(String bootstrap, Layout layout) throws Exception {
    return CommandProcess.run(
            "parity",
            "--release=1",
            "--json",
            "--layout",
            layout.name(),
            "--pipeline",
            FOLDER.toString(),
            "--bootstrap",
            bootstrap)
        .text();
  }
}
