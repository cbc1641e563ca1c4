package io.millrace.trainer.promotion;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.ModelCard;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.TrainedModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The releases of a pipeline, as the learner works with them.
interface Registry {

  /// All assignments by now, by number.
  List<Assignment> assignments();

  /// The release that came of a run.
  Optional<Integer> ofRun(int run);

  /// Publishes a release: what is in charge, with another model; unless another one has done so for
  /// the same run meanwhile.
  ///
  /// @param why what its note says beside the run
  int publish(int run, String why, TrainedModel model);

  /// Waits until every live instance has said whether it can serve a release, or some while.
  Answer admission(int release);

  /// Assigns, unless something else was assigned after the latest that the caller knows.
  ///
  /// @param after that one's number
  Optional<Assignment> assign(
      int release, @Nullable Challenger challenger, String reason, int after);

  /// Takes a release out of charge for good, whether it judges or challenges; nothing is done where
  /// it does neither, or there is nothing to go back to.
  Optional<Assignment> withdraw(int release, String reason);

  /// Whether a release has a model.
  boolean hasModel(int release);

  /// The model of a release, absent where it has none, or where it takes other features than these.
  /// The caller closes it.
  Optional<ScoringModel> model(int release, List<String> features);

  /// The card of a release's model.
  Optional<ModelCard> card(int release);
}
