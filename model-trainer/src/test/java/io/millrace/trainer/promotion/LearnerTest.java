package io.millrace.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Example;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Assigned;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Dropped;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.Order;
import io.millrace.contracts.LearningEvent.Ordered;
import io.millrace.contracts.LearningEvent.Promoted;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.LearningEvent.RolledBack;
import io.millrace.contracts.LearningEvent.Shadowed;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.LearningEvent.Trigger;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.contracts.definition.LearningDefinition.Boosting;
import io.millrace.contracts.definition.LearningDefinition.Evaluation;
import io.millrace.contracts.definition.LearningDefinition.Promotion;
import io.millrace.contracts.definition.LearningDefinition.Training;
import io.millrace.contracts.definition.LearningDefinition.Triggers;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.runtime.Instances.Instance;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.LearnedModel;
import io.millrace.trainer.ModelTrainer;
import io.millrace.trainer.OnnxRuntimeModel;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.outcomes.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {
  private final LearningDefinition learning =
      new LearningDefinition(
          LearnedModel.SHAPE,
          Duration.ofDays(7),
          Duration.ofDays(14),
          1,
          Set.of(),
          0,
          new Training(
              new Triggers(Duration.ofDays(7), 50, Integer.MAX_VALUE, 9, 9),
              100_000,
              new Boosting(30, 0.3, 3, 1, 42)),
          new Promotion(Duration.ofDays(2), 0, 0.9, 9, false),
          Evaluation.DEFAULT);

  private final SimulatedStream stream = new SimulatedStream(7);
  private final RegistryInMemory registry = new RegistryInMemory();
  private final List<LearningEvent> journal = new ArrayList<>();
  private final List<Example> topic = new ArrayList<>();
  private boolean shadowIsAsked = true;
  private Learner learner = learner(registry);

  @Test
  void bringsAFirstModelIntoChargeByItself() {
    live(stream.days(4, false));

    assertThat(journal)
        .extracting(event -> (Object) event.getClass())
        .containsExactly(
            Assigned.class,
            TrainingStarted.class,
            Published.class,
            Shadowed.class,
            Judged.class,
            Promoted.class);
    assertThat(journal).element(1).extracting("trigger").isEqualTo(Trigger.FIRST);
    assertThat(registry.inCharge()).isEqualTo(1);
    assertThat(registry.assignments).extracting("challenger").last().isNull();
  }

  @Test
  void replacesAModelWhosePatternIsOver() {
    live(stream.days(10, false));
    int old = registry.inCharge();

    live(stream.days(16, true));

    assertThat(registry.inCharge()).isGreaterThan(old);
    assertThat(last(Judged.class).passed()).isTrue();
  }

  @Test
  void confirmsWhatHasProvedItself() {
    live(stream.days(13, false));

    assertThat(last(Confirmed.class).release()).isEqualTo(last(Promoted.class).release());
    assertThat(last(Confirmed.class).gates()).singleElement().matches(gate -> gate.passed());
  }

  @Test
  void refusesACandidateThatAReporterHasPoisoned() {
    live(stream.days(9, false));
    int old = registry.inCharge();

    live(
        stream.days(
            7,
            false,
            (truth, reporter, random) -> reporter.equals("bank") ? flip(truth, random) : truth));

    assertThat(registry.inCharge()).isEqualTo(old);
    assertThat(last(Judged.class).passed()).isFalse();
    assertThat(last(Dropped.class).reason()).contains("average_precision", "bank");
    assertThat(registry.assignments)
        .filteredOn(assignment -> assignment.cause() == Cause.WITHDRAWAL)
        .isNotEmpty()
        .allMatch(assignment -> assignment.release() == old && assignment.challenger() == null);
  }

  @Test
  void takesABadModelThatSomebodyHasAssignedOutOfCharge() {
    live(stream.days(9, false));
    int good = registry.inCharge();

    registry.assign(registry.publish(backwards()));
    live(stream.days(2, false));

    RolledBack rolledBack = last(RolledBack.class);
    assertThat(rolledBack.to()).isEqualTo(good);
    assertThat(rolledBack.gates().getFirst().evidence()).contains("the release before would have");
    assertThat(registry.inCharge()).isEqualTo(good);
  }

  @Test
  void leavesAReleaseInChargeThatTakesOtherFeatures() {
    live(stream.days(9, false));
    int other = registry.publish(backwards());
    registry.others.add(other);

    registry.assign(other);
    live(stream.days(13, false));

    assertThat(registry.inCharge()).isEqualTo(other);
    assertThat(last(Confirmed.class).gates()).isEmpty();
    assertThat(last(Dropped.class).reason())
        .startsWith("comparable: release " + other + " takes other features");
  }

  @Test
  void promotesNothingByOrderThatAnInstanceRefuses() {
    live(stream.days(2, false));
    assertThat(learner.progress().stage()).isInstanceOf(Stage.Shadow.class);
    registry.answer = new Answer.Refused(new Instance("model-service", "a"), "no memory");

    journal.add(new Ordered(SimulatedStream.day(2), Order.PROMOTE, "now"));
    live(List.of());

    assertThat(last(Dropped.class).reason()).contains("no memory");
    assertThat(registry.inCharge()).isZero();
  }

  @Test
  void asksNoCandidateWhileNoServiceOfTheStreamRuns() {
    registry.answer = new Answer.Admitted(0);

    live(stream.days(4, false));

    assertThat(registry.assignments).isEmpty();
  }

  @Test
  void rollsBackABadCandidateThatSomebodyHasForced() {
    live(stream.days(8, false));
    int good = registry.inCharge();
    registry.madeInstead = backwards();
    live(stream.days(1, false));
    assertThat(learner.progress().stage()).isInstanceOf(Stage.Shadow.class);

    journal.add(new Ordered(SimulatedStream.day(9), Order.PROMOTE, "it will be fine"));
    live(List.of());
    assertThat(registry.inCharge()).isGreaterThan(good);
    live(stream.days(2, false));

    assertThat(registry.inCharge()).isEqualTo(good);
  }

  @Test
  void dropsACandidateThatAnInstanceRefuses() {
    registry.answer = new Answer.Refused(new Instance("model-service", "a"), "no");

    live(stream.days(4, false));

    assertThat(last(Dropped.class).reason()).isEqualTo("model-service a cannot serve it: no");
    assertThat(registry.assignments).isEmpty();
  }

  @Test
  void judgesNoCandidateThatNobodyHasAsked() {
    shadowIsAsked = false;
    live(stream.days(6, false));
    assertThat(last(LearningEvent.class)).isInstanceOf(Shadowed.class);

    shadowIsAsked = true;
    live(stream.days(1, false));

    assertThat(journal).hasAtLeastOneElementOfType(Promoted.class);
  }

  @Test
  void givesUpACandidateThatCannotBeJudged() {
    live(stream.days(2, false).subList(0, 550));
    assertThat(learner.progress().stage()).isInstanceOf(Stage.Shadow.class);

    live(stream.days(15, false, (truth, reporter, random) -> false));

    assertThat(last(Dropped.class).reason()).contains("at least 10 and some that are not must be");
  }

  @Test
  void waitsForInstancesThatSayNothing() {
    registry.answer = new Answer.Absent(List.of("model-service"));
    live(stream.days(4, false));
    assertThat(last(LearningEvent.class)).isInstanceOf(Published.class);

    registry.answer = new Answer.Admitted(1);
    live(List.of());

    assertThat(last(LearningEvent.class)).isInstanceOf(Shadowed.class);
  }

  /// Each crash may come after the work of a step is done and before it is recorded.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void endsAsWithoutACrashWhereverItIsKilled(long seed) {
    List<Example> days = stream.days(21, false);
    live(days);
    List<LearningEvent> undisturbed = List.copyOf(journal);
    int inCharge = registry.inCharge();
    Random luck = new Random(seed);
    journal.clear();
    topic.clear();
    RegistryInMemory anew = new RegistryInMemory();

    learner = learner(anew, luck);
    for (int i = 0; i < days.size(); i += 50) {
      topic.addAll(days.subList(i, Math.min(days.size(), i + 50)));
      while (!survives(i)) {
        restart(anew, luck, i);
      }
    }

    assertThat(journal).isEqualTo(undisturbed);
    assertThat(anew.inCharge()).isEqualTo(inCharge);
    assertThat(anew.releases).hasSameSizeAs(registry.releases);
    assertThat(anew.assignments)
        .extracting("release")
        .containsExactlyElementsOf(registry.assignments.stream().map(Assignment::release).toList());
  }

  private boolean survives(int from) {
    try {
      for (int i = from; i < topic.size(); i++) {
        learner.take(i, topic.get(i));
      }
      learner.act();
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  private void restart(RegistryInMemory releases, Random luck, int until) {
    do {
      learner = learner(releases, luck);
      learner.begin();
    } while (!comesBack(until));
  }

  private boolean comesBack(int until) {
    try {
      for (int i = 0; i < until; i++) {
        learner.take(i, topic.get(i));
      }
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// Takes examples as they come, with a look at what is to be done after each fifty.
  private void live(List<Example> examples) {
    for (int i = 0; i < examples.size(); i++) {
      topic.add(examples.get(i));
      learner.take(topic.size() - 1, examples.get(i));
      if ((i + 1) % 50 == 0) {
        learner.act();
      }
    }
    learner.act();
  }

  private Learner learner(RegistryInMemory releases) {
    return learner(releases, null);
  }

  /// @param luck decides whether it is killed before it records what it has done
  private Learner learner(RegistryInMemory releases, @Nullable Random luck) {
    ModelTrainer trainer = new ModelTrainer(OnnxRuntimeModel::new, "test");
    return new Learner(
        learning,
        new ExampleWindow(SimulatedStream.FEATURES, learning.span(), 100_000),
        new Learner.Means(
            new InMemory(luck),
            releases,
            answers -> {
              if (shadowIsAsked) {
                answers.take(served(releases), InferenceTimes.NONE);
              }
            },
            new Candidates(
                "cards", "cards.examples", trainer, learning.training().boosting(), releases),
            _ -> {}));
  }

  /// An event that both releases have answered.
  private static Prediction served(RegistryInMemory releases) {
    Assignment latest = releases.assignments.getLast();
    Prediction prediction = Records.prediction("served", SimulatedStream.day(0));
    Assessment judged = prediction.judged();
    Assessment shadow =
        new Assessment(
            Objects.requireNonNull(latest.challenger()).release(),
            judged.features(),
            judged.outputs(),
            null,
            List.of(),
            null,
            List.of());
    return new Prediction(prediction.event(), judged, shadow, Map.of());
  }

  private final class InMemory implements Journal {
    private final @Nullable Random luck;
    private int read;

    private InMemory(@Nullable Random luck) {
      this.luck = luck;
    }

    @Override
    public void append(LearningEvent event) {
      if (luck != null && luck.nextInt(3) == 0) {
        throw new Killed();
      }
      journal.add(event);
      if (luck != null && luck.nextInt(6) == 0) {
        throw new Killed();
      }
    }

    @Override
    public void read(Consumer<LearningEvent> to) {
      while (read < journal.size()) {
        to.accept(journal.get(read++));
      }
    }
  }

  private <T> T last(Class<T> type) {
    return journal.stream().filter(type::isInstance).map(type::cast).toList().getLast();
  }

  private static boolean flip(boolean truth, Random random) {
    return random.nextInt(10) < 3 ? !truth : truth;
  }

  /// A model that takes everything for the contrary of what it is.
  private static ScoringModel backwards() {
    return new ScoringModel() {
      @Override
      public float[] score(float[][] rows) {
        float[] scores = new float[rows.length];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = -rows[i][0];
        }
        return scores;
      }

      @Override
      public void close() {
        // It holds nothing.
      }
    };
  }
}
