package io.millrace.trainer.promotion;

import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Example;
import io.millrace.contracts.LearningEvent;
import io.millrace.contracts.LearningEvent.Confirmed;
import io.millrace.contracts.LearningEvent.Gate;
import io.millrace.contracts.LearningEvent.Judged;
import io.millrace.contracts.LearningEvent.TrainingStarted;
import io.millrace.contracts.definition.LearningDefinition;
import io.millrace.trainer.ExampleWindow;
import io.millrace.trainer.promotion.Charges.Standing;
import io.millrace.trainer.promotion.LifeCycle.Charge;
import io.millrace.trainer.promotion.LifeCycle.Signs;
import io.millrace.trainer.promotion.LifeCycle.Situation;
import io.millrace.trainer.promotion.LifeCycle.Supply;
import io.millrace.trainer.promotion.Move.Review;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns from matured examples: keeps those of the span, and does what is to be done next, step by
/// step, each of them recorded.
///
/// It holds nothing that the examples and the journal do not tell: whoever takes over reads both
/// from their beginnings and goes on. Not for several threads at once.
final class Learner {
  private static final Logger LOG = LoggerFactory.getLogger(Learner.class);

  private final LearningDefinition learning;
  private final LifeCycle lifeCycle;
  private final ExampleWindow window;
  private final Journal journal;
  private final Registry registry;
  private final Predictions predictions;
  private final Candidates candidates;
  private final Consumer<LearningEvent> observer;
  private final PrecisionDrop drop = new PrecisionDrop();
  private final Charges charges;
  private final Judge judge;
  private Progress progress = Progress.NONE;
  private ScoreDrift drift = ScoreDrift.UNKNOWN;
  private Instant reviewed = Instant.MIN;
  private long from = -1;
  private long position;
  private long newPositives;

  /// The position at which a candidate was last looked at.
  private long judgedAt = -1;

  /// What a learner works with.
  ///
  /// @param observer told what it does
  record Means(
      Journal journal,
      Registry registry,
      Predictions predictions,
      Candidates candidates,
      Consumer<LearningEvent> observer) {}

  Learner(LearningDefinition learning, ExampleWindow window, Means means) {
    this.learning = learning;
    this.lifeCycle = new LifeCycle(learning);
    this.window = window;
    this.journal = means.journal();
    this.registry = means.registry();
    this.predictions = means.predictions();
    this.candidates = means.candidates();
    this.observer = means.observer();
    this.charges = new Charges(registry);
    this.judge = new Judge(registry, learning);
  }

  /// Reads what has happened so far; to be called before examples are taken.
  void begin() {
    readJournal();
  }

  /// Takes how well the scores of a day have done, in order of the days.
  void take(Evaluation evaluation) {
    drop.take(evaluation);
  }

  /// Where learning stands.
  Progress progress() {
    return progress;
  }

  /// Takes the next example. A training that was cut off is made up for as soon as there are the
  /// examples that it was to learn from, and no more.
  void take(long offset, Example example) {
    if (progress.stage() instanceof Stage.Training training && offset >= training.to()) {
      act();
    }
    from = from < 0 ? offset : from;
    position = offset + 1;
    boolean isNew = progress.latest() == null || offset >= progress.latest().before();
    newPositives += window.take(example) && isNew ? 1 : 0;
    Integer inCharge = progress.inCharge();
    if (inCharge != null && example.judged().release() == inCharge) {
      drift.take(example);
    }
  }

  /// Does what is to be done by now: nothing before the first example, since there is no time yet.
  void act() {
    readJournal();
    if (window.size() == 0) {
      return;
    }
    while (true) {
      Optional<Move> move = lifeCycle.next(progress, situation());
      Optional<LearningEvent> done = move.flatMap(this::perform);
      if (done.isPresent()) {
        LOG.info("learning: {}", done.get());
        journal.append(done.get());
        observer.accept(done.get());
        readJournal();
      } else if (!(move.orElse(null) instanceof Review)) {
        return;
      }
    }
  }

  private void readJournal() {
    journal.read(event -> {
      progress = progress.after(event);
      newPositives = event instanceof TrainingStarted ? 0 : newPositives;
    });
    Integer inCharge = progress.inCharge();
    if (inCharge != null) {
      drop.isOf(inCharge);
    }
    if (inCharge != null && !drift.isOf(inCharge)) {
      drift = ScoreDrift.of(inCharge, registry.card(inCharge).orElse(null));
    }
  }

  private Situation situation() {
    Progress.Trained latest = progress.latest();
    Standing standing = charges.standing();
    int release = standing.release();
    return new Situation(
        clock(),
        new Supply(
            window.positives(), position - (latest == null ? 0 : latest.before()), newPositives),
        new Signs(drift.value(), drop.value()),
        new Charge(release, registry.hasModel(release), standing.assignment()),
        reviewed);
  }

  /// Times of events; before there is one, the beginning of all.
  private Instant clock() {
    return window.size() == 0 ? Instant.EPOCH : window.newest();
  }

  /// What came of a move; empty where it cannot be made yet.
  private Optional<LearningEvent> perform(Move move) {
    Instant at = clock();
    return switch (move) {
      case Move.Notice _ -> Optional.of(charges.notice(progress.inCharge() == null, at));
      case Move.Begin it ->
          Optional.of(new TrainingStarted(it.run(), at, it.trigger(), Math.max(from, 0), position));
      case Move.Train it -> Optional.of(candidates.train(it.stage(), window));
      case Move.AskBeside it -> charges.askBeside(it.stage(), at);
      case Move.Judge it -> judge(it.stage(), at);
      case Move.Promote it -> charges.promote(it, at);
      case Move.Drop it -> Optional.of(charges.drop(it, at));
      case Move.Review it -> review(it, at);
    };
  }

  /// One that nobody has asked yet, because the stream ran ahead or stands still, is not judged;
  /// and without new examples there is nothing new to say. One that cannot be judged though all
  /// that is kept came after its training makes way for the next.
  private Optional<LearningEvent> judge(Stage.Shadow shadow, Instant at) {
    if (judgedAt == position) {
      return Optional.empty();
    }
    judgedAt = position;
    Instant learned = progress.latest() == null ? shadow.since() : progress.latest().upTo();
    int champion = charges.standing().release();
    boolean isHopeless = !at.isBefore(shadow.since().plus(learning.span()));
    return BackgroundPriority.call(
            "judge", () -> judge.candidate(shadow.release(), champion, window, learned))
        .or(() ->
            isHopeless
                ? Optional.of(List.of(judge.cannotBeJudged(window, learned)))
                : Optional.empty())
        .flatMap(compared -> {
          ShadowAnswers answers = served(shadow.release(), champion);
          List<Gate> gates = new ArrayList<>(compared);
          gates.addAll(answers.gates(learning.promotion()));
          return answers.events() == 0 && !isHopeless
              ? Optional.empty()
              : Optional.of(new Judged(shadow.run(), at, shadow.release(), gates));
        });
  }

  private ShadowAnswers served(int candidate, int champion) {
    ShadowAnswers answers =
        new ShadowAnswers(
            candidate, registry.card(candidate).orElse(null), registry.card(champion).orElse(null));
    predictions.tell(answers);
    return answers;
  }

  private Optional<LearningEvent> review(Review move, Instant at) {
    reviewed = at;
    Watch watch = move.watch();
    Optional<Gate> gate =
        BackgroundPriority.call(
            "judge", () -> judge.watched(watch.release(), watch.previous(), window, watch.since()));
    if (gate.isPresent() && !gate.get().passed()) {
      return charges.rollBack(watch, at, gate.get());
    }
    return move.last()
        ? Optional.of(
            new Confirmed(watch.run(), at, watch.release(), gate.map(List::of).orElse(List.of())))
        : Optional.empty();
  }
}
