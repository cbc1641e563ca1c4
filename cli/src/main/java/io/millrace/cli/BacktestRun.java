package io.millrace.cli;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.history.Backtest;
import io.millrace.cli.history.Reprediction;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.release.RecordedReleases;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.Policy;
import io.millrace.model.InvalidModel;
import io.millrace.model.JoinedParts;
import io.millrace.model.Predictor;
import io.millrace.runtime.RejectedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A candidate on the recorded log of a pipeline.
///
/// @param local the folder that the services were started with
/// @param isWanted which events are looked at, by their time
/// @param mostShown how many that would be decided otherwise are told one by one
record BacktestRun(
    PipelineDefinition local,
    KafkaConnection kafka,
    TopicScan scan,
    Predicate<Instant> isWanted,
    int mostShown) {

  /// What another policy makes of the predictions as they were recorded.
  Backtest.Report policy(PipelineDefinition candidate, Backtest.Fields fields) {
    LoggedLists lists = LoggedLists.askedBy(kafka, local, candidate);
    Backtest backtest = begin(candidate, lists, fields);
    predictions((time, prediction) -> backtest.take(prediction, lists.asOf(time)));
    return backtest.report();
  }

  /// What a release makes of the events: its features, its model, its policy.
  Backtest.Report release(int release, Layout layout, Backtest.Fields fields) {
    try (RecordedReleases releases = RecordedReleases.open(local, kafka);
        Reprediction reprediction = new Reprediction(releases, release)) {
      EntityLog.of(layout, local, kafka).replay(scan, reprediction.log());
      PipelineDefinition candidate = releases.pipeline(release);
      LoggedLists lists = LoggedLists.askedBy(kafka, local, candidate);
      Backtest backtest = begin(candidate, lists, fields);
      Batch batch = new Batch(reprediction, backtest, lists);
      predictions(batch::take);
      batch.predict();
      return backtest.report();
    } catch (InvalidModel | RejectedRecord e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Backtest begin(PipelineDefinition candidate, LoggedLists lists, Backtest.Fields fields) {
    Backtest backtest = new Backtest(Policy.of(candidate), fields, mostShown);
    scan.read(
        local.topics().decisions(),
        "decisions",
        (at, time, key, decision) -> {
          if (isWanted.test(decision.eventTime())) {
            backtest.decided(decision, lists.asOf(time));
          }
        });
    return backtest;
  }

  /// Takes predictions, with the timestamps of their records.
  private interface Taking {
    void take(long time, Prediction prediction);
  }

  private void predictions(Taking taking) {
    scan.read(
        local.topics().predictions(),
        "predictions",
        (at, time, key, prediction) -> {
          if (isWanted.test(prediction.event().time())) {
            taking.take(time, prediction);
          }
        });
  }

  /// Events that are predicted again together.
  private static final class Batch {
    private final Reprediction reprediction;
    private final Backtest backtest;
    private final LoggedLists lists;
    private final List<JoinedParts> events = new ArrayList<>();
    private final List<Lists> listsOfEvents = new ArrayList<>();

    private Batch(Reprediction reprediction, Backtest backtest, LoggedLists lists) {
      this.reprediction = reprediction;
      this.backtest = backtest;
      this.lists = lists;
    }

    private void take(long time, Prediction recorded) {
      Optional<JoinedParts> parts = reprediction.parts(recorded);
      if (parts.isEmpty()) {
        backtest.unknown();
        return;
      }
      events.add(parts.get());
      listsOfEvents.add(lists.asOf(time));
      if (events.size() == Predictor.LARGEST_BATCH) {
        predict();
      }
    }

    private void predict() {
      List<Prediction> predictions = reprediction.predict(events);
      for (int i = 0; i < predictions.size(); i++) {
        backtest.take(predictions.get(i), listsOfEvents.get(i));
      }
      events.clear();
      listsOfEvents.clear();
    }
  }
}
