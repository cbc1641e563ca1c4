package io.millrace.trainer.promotion;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.release.AssignmentHistory;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.trainer.OnnxRuntimeModel;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.TrainedModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Releases without a broker. Release 0 has no model.
final class RegistryInMemory implements Registry {
  final List<Published> releases = new ArrayList<>();
  final List<Assignment> assignments = new ArrayList<>();
  Answer answer = new Answer.Admitted(1);

  /// What a training makes by mistake; absent where it makes what it should.
  @Nullable ScoringModel madeInstead;

  /// @param run 0 for what somebody has published
  record Published(int run, ScoringModel model, @Nullable ModelCard card) {}

  /// Releases whose models take other features.
  final Set<Integer> others = new HashSet<>();

  /// Publishes something by hand.
  int publish(ScoringModel model) {
    releases.add(new Published(0, model, null));
    return releases.size();
  }

  /// Assigns something by hand.
  void assign(int release) {
    assignments.add(new AssignmentHistory(assignments).assign(release, null, "by hand"));
  }

  int inCharge() {
    return assignments.isEmpty() ? 0 : assignments.getLast().release();
  }

  @Override
  public List<Assignment> assignments() {
    return List.copyOf(assignments);
  }

  @Override
  public Optional<Integer> ofRun(int run) {
    for (int i = 0; i < releases.size(); i++) {
      if (releases.get(i).run() == run) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  @Override
  public int publish(int run, String why, TrainedModel model) {
    ScoringModel made = madeInstead == null ? new OnnxRuntimeModel(model.onnx()) : madeInstead;
    releases.add(new Published(run, made, model.card()));
    return releases.size();
  }

  @Override
  public Answer admission(int release) {
    return answer;
  }

  @Override
  public Optional<Assignment> assign(
      int release, @Nullable Challenger challenger, String reason, int after) {
    if (assignments.size() != after) {
      return Optional.empty();
    }
    assignments.add(new AssignmentHistory(assignments).assign(release, challenger, reason));
    return Optional.of(assignments.getLast());
  }

  @Override
  public Optional<Assignment> withdraw(int release, String reason) {
    Optional<Assignment> next =
        new AssignmentHistory(assignments).withdraw(release, assignments.size(), reason);
    next.ifPresent(assignments::add);
    return next;
  }

  @Override
  public boolean hasModel(int release) {
    return release > 0;
  }

  @Override
  public Optional<ScoringModel> model(int release, List<String> features) {
    return release == 0 || others.contains(release)
        ? Optional.empty()
        : Optional.of(new Kept(releases.get(release - 1).model()));
  }

  @Override
  public Optional<ModelCard> card(int release) {
    return release == 0 ? Optional.empty() : Optional.ofNullable(releases.get(release - 1).card());
  }

  /// A model that stays open.
  private record Kept(ScoringModel model) implements ScoringModel {

    @Override
    public float[] score(float[][] rows) {
      return model.score(rows);
    }

    @Override
    public void close() {
      // The next one asks for it again.
    }
  }
}
