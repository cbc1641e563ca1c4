package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.cli.kafka.TopicReader;
import io.millrace.cli.release.Instances.Instance;
import io.millrace.contracts.Topic;
import io.millrace.contracts.release.Admission;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/// Waits until every live instance has said whether it can serve a release.
final class AdmissionWait {
  private static final Duration POLL = Duration.ofMillis(200);

  /// An instance that has not said anything by then may have been started after the release was
  /// published.
  private static final Duration UNASKED = Duration.ofSeconds(2);

  private final Instances instances;
  private final KafkaConnection kafka;
  private final Topic<String, Admission> status;
  private final Duration patience;
  private final IntConsumer askForTrial;

  /// @param askForTrial asks those instances that have not admitted a release to try it
  AdmissionWait(
      Instances instances,
      KafkaConnection kafka,
      Topic<String, Admission> status,
      Duration patience,
      IntConsumer askForTrial) {
    this.instances = instances;
    this.kafka = kafka;
    this.status = status;
    this.patience = patience;
    this.askForTrial = askForTrial;
  }

  /// Returns how many instances can serve it; throws [CommandFailure] if one cannot, or one has not
  /// said so in time. A refusal that stands there already is no answer: its reason may be gone, so
  /// whoever refused is asked again.
  ///
  /// @param progress told how many of how many have said so
  int await(int release, BiConsumer<Integer, Integer> progress) {
    SaidOnStatus said = new SaidOnStatus();
    long started = System.nanoTime();
    try (TopicReader<Admission> reader =
        TopicReader.fromBeginning(kafka, status.name(), status.valueSerde().deserializer())) {
      reader.readAll(said::take);
      boolean asked = said.forgetRefusals(release);
      if (asked) {
        askForTrial.accept(release);
      }
      while (true) {
        reader.readAll(said::take);
        List<Instance> live = instances.live();
        List<Instance> silent = live.stream().filter(one -> said.of(one, release) == null).toList();
        List<String> absent = instances.servicesWithout(live);
        progress.accept(live.size() - silent.size(), live.size() + absent.size());
        requireNoRefusal(live, release, said);
        if (silent.isEmpty() && absent.isEmpty()) {
          return live.size();
        }
        if (!asked && System.nanoTime() - started > UNASKED.toNanos()) {
          askForTrial.accept(release);
          asked = true;
        }
        if (System.nanoTime() - started > patience.toNanos()) {
          throw silent.isEmpty() ? absent(absent, release) : silent(silent, release);
        }
        reader.poll(POLL, said::take);
      }
    }
  }

  private CommandFailure silent(List<Instance> silent, int release) {
    return new CommandFailure(
        "release %d: %s did not say within %d s whether they can serve it: look at their logs"
            .formatted(release, silent, patience.toSeconds()));
  }

  private static CommandFailure absent(List<String> services, int release) {
    return new CommandFailure(
        "release %d: no instance of %s is running, so nobody tried it there: start one"
            .formatted(release, String.join(", ", services)));
  }

  private static void requireNoRefusal(List<Instance> live, int release, SaidOnStatus said) {
    for (Instance instance : live) {
      Admission admission = said.of(instance, release);
      if (admission != null && !admission.isAdmitted()) {
        throw new CommandFailure(
            "release %d is refused by %s: %s".formatted(release, instance, admission.refusal()));
      }
    }
  }
}
