package io.millrace.trainer.promotion;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.release.AssignmentHistory;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.AdmissionWait;
import io.millrace.runtime.AdmissionWait.Answer;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import io.millrace.runtime.ReleaseFiles;
import io.millrace.runtime.ReleaseLog;
import io.millrace.runtime.ReleaseWriter;
import io.millrace.runtime.Releases;
import io.millrace.trainer.ScoringModel;
import io.millrace.trainer.TrainedModel;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The releases of a pipeline as they stand on its topic.
final class KafkaRegistry implements Registry, Closeable {
  private final Surroundings around;
  private final ReleaseArchive archive;
  private final ReleasedModels models;

  KafkaRegistry(Surroundings around) {
    this.around = around;
    this.archive =
        new ReleaseArchive(around.pipeline().topics(), around.client(), around.scratch());
    this.models = new ReleasedModels(around, archive);
  }

  @Override
  public List<Assignment> assignments() {
    archive.refresh();
    return archive.log().assignments();
  }

  @Override
  public Optional<Integer> ofRun(int run) {
    archive.refresh();
    return archive.log().manifests().stream()
        .filter(manifest -> manifest.note().startsWith(note(run)))
        .map(Manifest::release)
        .findFirst();
  }

  private static String note(int run) {
    return "run %d: ".formatted(run);
  }

  @Override
  public int publish(int run, String why, TrainedModel model) {
    int base = archive.log().latestAssignment().map(Assignment::release).orElse(Releases.FOLDER);
    Map<String, byte[]> files = files(base);
    Path file = modelFile(base);
    files.put(name(file), model.onnx());
    files.put(
        name(file.resolveSibling(TrainedModel.CARD_FILE)), ReleasedModels.written(model.card()));
    int release;
    try (ReleaseWriter writer = writer()) {
      // Whoever was thought gone may have published it during a long training.
      release = ofRun(run).orElseGet(() -> writer.publish(note(run) + why, files).release());
    }
    archive.readUntil(log -> log.manifest(release).isPresent());
    return release;
  }

  private Map<String, byte[]> files(int release) {
    try {
      return new HashMap<>(
          release == Releases.FOLDER ? ReleaseFiles.read(around.folder()) : archive.files(release));
    } catch (InvalidRelease e) {
      throw new IllegalStateException(
          "release %d cannot be learned on: %s".formatted(release, e.getMessage()), e);
    }
  }

  /// Where a model goes, within the folder of a release.
  private Path modelFile(int release) {
    Path root =
        release == Releases.FOLDER
            ? around.folder()
            : around.scratch().resolve(Integer.toString(release));
    return root.toAbsolutePath().relativize(models.shape(release).file().toAbsolutePath());
  }

  private static String name(Path file) {
    return file.toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  @Override
  public Answer admission(int release) {
    return new AdmissionWait(
            around.pipeline(), around.layouts(), around.client(), around.patience())
        .await(release, (_, _) -> {});
  }

  @Override
  public Optional<Assignment> assign(
      int release, @Nullable Challenger challenger, String reason, int after) {
    return assign(log -> {
      AssignmentHistory history = new AssignmentHistory(log.assignments());
      int latest = log.latestAssignment().map(Assignment::number).orElse(0);
      return latest == after
          ? Optional.of(history.assign(release, challenger, reason))
          : Optional.empty();
    });
  }

  @Override
  public Optional<Assignment> withdraw(int release, String reason) {
    return assign(log ->
        new AssignmentHistory(log.assignments())
            .withdraw(release, log.latestAssignment().map(Assignment::number).orElse(0), reason));
  }

  private Optional<Assignment> assign(Function<ReleaseLog, Optional<Assignment>> next) {
    Optional<Assignment> assignment;
    try (ReleaseWriter writer = writer()) {
      assignment = writer.assign(next);
    }
    assignment.ifPresent(it ->
        archive.readUntil(log ->
            log.latestAssignment().filter(last -> last.number() >= it.number()).isPresent()));
    return assignment;
  }

  private ReleaseWriter writer() {
    return new ReleaseWriter(around.pipeline().topics(), around.client());
  }

  @Override
  public Optional<ScoringModel> model(int release, List<String> features) {
    return models.model(release, features);
  }

  @Override
  public boolean hasModel(int release) {
    return models.hasModel(release);
  }

  @Override
  public Optional<ModelCard> card(int release) {
    return models.card(release);
  }

  @Override
  public void close() {
    archive.close();
  }
}
