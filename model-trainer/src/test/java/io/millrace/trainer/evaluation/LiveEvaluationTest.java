package io.millrace.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.AtThreshold;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.runtime.StageMetrics;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveEvaluationTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Evaluation> told = new ArrayList<>();

  @Test
  void tellsADayWhenALaterOneBegins() {
    LiveEvaluation evaluation = evaluation(null);

    evaluation.take(at(1, "a").scored(0.95).positive().example());
    evaluation.take(at(1, "b").scored(0.6).example());
    assertThat(told).isEmpty();
    evaluation.take(at(3, "c").example());

    assertThat(told).extracting(Evaluation::day).containsOnly(day(1));
    Evaluation all = told.getLast();
    assertThat(all.group()).isEqualTo(Group.OF_ALL);
    assertThat(all.evidence()).isEqualTo(new Evaluation.Evidence(2, 1, 2));
    assertThat(all.metrics())
        .containsEntry("average_precision", 1.0)
        .containsEntry("auc_roc", 1.0)
        .containsEntry("precision_at_100", 0.01)
        .containsEntry("positive_share", 0.5);
    assertThat(all.thresholds())
        .containsExactly(new AtThreshold(0.9, 1.0, 1.0), new AtThreshold(0.5, 0.5, 1.0));
  }

  @Test
  void goesByTheLastExampleOfAnEvent() {
    LiveEvaluation evaluation = evaluation(null);

    evaluation.take(at(1, "a").scored(0.95).example());
    evaluation.take(at(2, "b").scored(0.2).example());
    evaluation.take(at(1, "a").scored(0.95).positive().reported().example());
    evaluation.take(at(3, "c").example());

    assertThat(told)
        .filteredOn(each -> each.group().equals(Group.OF_ALL))
        .extracting(each -> each.evidence().positives())
        .containsExactly(0, 1);
  }

  @Test
  void countsWhatCouldNotShowItselfOnlyIfItIsReported() {
    LiveEvaluation evaluation = evaluation(null);

    evaluation.take(at(1, "a").unobserved().scored(0.95).example());
    evaluation.take(at(1, "b").unobserved().reported().positive().scored(0.95).example());
    evaluation.take(at(1, "c").scored(0.1).example());
    evaluation.take(at(1, "c").unobserved().scored(0.1).example());
    evaluation.take(at(2, "d").example());

    assertThat(told.getLast().evidence()).isEqualTo(new Evaluation.Evidence(1, 1, 1));
  }

  @Test
  void knowsNothingWithoutScores() {
    LiveEvaluation evaluation = evaluation(null);

    evaluation.take(at(1, "a").positive().example());
    evaluation.take(at(2, "b").example());

    assertThat(told.getLast().metrics()).isEmpty();
    assertThat(told.getLast().evidence().positives()).isEqualTo(1);
    assertThat(gauge("millrace.live.average.precision", "all", "all")).isNaN();
    assertThat(gauge("millrace.live.positives", "all", "all")).isEqualTo(1);
  }

  @Test
  void tellsNoDayTwiceAfterARestart() {
    List<JudgedEvent> log =
        IntStream.rangeClosed(1, 6).mapToObj(day -> at(day, "e" + day).scored(0.5)).toList();
    LiveEvaluation before = evaluation(null);
    log.subList(0, 4).forEach(each -> before.take(each.example()));
    List<Evaluation> toldBefore = List.copyOf(told);
    told.clear();
    before.close();

    LiveEvaluation after = evaluation(day(3));
    log.subList(0, 4).forEach(each -> after.take(each.example()));
    double readAgain = gauge("millrace.live.examples", "all", "all");
    log.subList(4, 6).forEach(each -> after.take(each.example()));

    assertThat(toldBefore).extracting(Evaluation::day).contains(day(1), day(3));
    assertThat(readAgain).isEqualTo(3);
    assertThat(told).extracting(Evaluation::day).containsOnly(day(4), day(5));
  }

  @Test
  void showsEachReleaseAndEachSegmentAndNotBoth() {
    LiveEvaluation evaluation = evaluation(null);

    evaluation.take(at(1, "a").by(3).scored(0.95).positive().with("is_night", yes()).example());
    evaluation.take(at(1, "b").by(4).scored(0.2).with("is_night", no()).example());
    evaluation.take(at(2, "c").example());

    assertThat(gauge("millrace.live.average.precision", "3", "all")).isEqualTo(1);
    assertThat(gauge("millrace.live.average.precision", "4", "all")).isNaN();
    assertThat(gauge("millrace.live.examples", "all", "is_night=0")).isEqualTo(1);
    assertThat(registry.find("millrace.live.examples").tags("release", "3").gauges()).hasSize(1);
    assertThat(told)
        .extracting(each -> each.group().toString())
        .containsExactly(
            "3/is_night=1",
            "3/all",
            "4/is_night=0",
            "4/all",
            "all/is_night=0",
            "all/is_night=1",
            "all/all");
    assertThat(
            registry
                .get("millrace.live.recall")
                .tags("release", "3", "segment", "all", "threshold", "0.9")
                .gauge()
                .value())
        .isEqualTo(1);
  }

  @Test
  void showsNoMoreReleasesThanTheLastFour() {
    LiveEvaluation evaluation = evaluation(null);

    for (int release = 1; release <= 9; release++) {
      evaluation.take(at(release, "e" + release).by(release).example());
    }
    int shown = registry.find("millrace.live.examples").gauges().size();
    evaluation.close();

    assertThat(told)
        .filteredOn(each -> each.day().equals(day(8)) && each.group().segment() == null)
        .extracting(each -> each.group().releaseName())
        .containsExactly("5", "6", "7", "8", "all");
    assertThat(shown).isEqualTo(6);
    assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
  }

  private LiveEvaluation evaluation(@Nullable LocalDate lastTold) {
    return new LiveEvaluation(
        new LearningDefinition.Evaluation(Duration.ofDays(7), List.of("is_night")),
        List.of(0.9, 0.5),
        lastTold,
        new StageMetrics(registry, Tags.of("service", "model-trainer")),
        told::add);
  }

  private double gauge(String name, String release, String segment) {
    Gauge gauge = registry.get(name).tags("release", release, "segment", segment).gauge();
    return gauge.value();
  }

  private static FeatureValue yes() {
    return FeatureValue.of(1);
  }

  private static FeatureValue no() {
    return FeatureValue.of(0);
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2018, 6, day);
  }

  private static JudgedEvent at(int day, String id) {
    return JudgedEvent.event(id, day(day) + "T10:00:00Z");
  }
}
