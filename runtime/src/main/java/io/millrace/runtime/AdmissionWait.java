package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Admission;
import io.millrace.runtime.Instances.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Waits until every live instance has said whether it can serve a release: none is assigned before
/// that.
public final class AdmissionWait {
  private static final Duration POLL = Duration.ofMillis(200);

  /// An instance that has not said anything by then may have been started after the release was
  /// published.
  private static final Duration UNASKED = Duration.ofSeconds(2);

  private final PipelineTopics topics;
  private final Map<String, Object> client;
  private final Instances instances;
  private final Duration patience;

  /// @param layouts the services of each layout, in the order of the stream
  /// @param client properties of a Kafka client
  /// @param patience how long to wait
  public AdmissionWait(
      PipelineDefinition pipeline,
      List<List<String>> layouts,
      Map<String, Object> client,
      Duration patience) {
    this.topics = pipeline.topics();
    this.client = client;
    this.instances = new Instances(pipeline.name(), layouts, client);
    this.patience = patience;
  }

  /// What became of it.
  public sealed interface Answer {

    /// All can serve it.
    ///
    /// @param instances how many they are: 0 if none is running
    record Admitted(int instances) implements Answer {}

    /// One cannot.
    record Refused(Instance instance, String reason) implements Answer {}

    /// Some have not said anything in time.
    record Silent(List<Instance> instances) implements Answer {

      public Silent {
        instances = List.copyOf(instances);
      }
    }

    /// Of some services no instance is running, so nobody tried it there.
    record Absent(List<String> services) implements Answer {

      public Absent {
        services = List.copyOf(services);
      }
    }
  }

  /// Waits for a release. A refusal that stands there already is no answer: its reason may be gone,
  /// so whoever refused is asked again.
  ///
  /// Throws [UnknownInstances] if it cannot be told which are live.
  ///
  /// @param progress told how many of how many have said that they can serve it, or not
  public Answer await(int release, BiConsumer<Integer, Integer> progress) {
    long started = System.nanoTime();
    SaidOnStatus said = new SaidOnStatus();
    try (StatusTopic status = new StatusTopic(topics, client)) {
      status.readToEnd(said);
      boolean asked = said.forgetRefusals(release);
      if (asked) {
        askForTrial(release);
      }
      while (true) {
        status.readToEnd(said);
        Standing standing = Standing.of(release, instances, said);
        progress.accept(standing.answered(), standing.expected());
        long waited = System.nanoTime() - started;
        Optional<Answer> answer = standing.answer(waited > patience.toNanos());
        if (answer.isPresent()) {
          return answer.get();
        }
        if (!asked && waited > UNASKED.toNanos()) {
          askForTrial(release);
          asked = true;
        }
        status.poll(POLL, said);
      }
    }
  }

  private void askForTrial(int release) {
    try (ReleaseWriter writer = new ReleaseWriter(topics, client)) {
      writer.askForTrial(release);
    }
  }

  /// How it stands with a release.
  ///
  /// @param live all instances
  /// @param refused those of them that cannot serve it
  /// @param silent those of them that have not said anything
  /// @param absent services of which none is running
  record Standing(
      List<Instance> live,
      List<Answer.Refused> refused,
      List<Instance> silent,
      List<String> absent) {

    static Standing of(int release, Instances instances, SaidOnStatus said) {
      List<Instance> live = instances.live();
      return of(release, live, instances.servicesWithout(live), said);
    }

    static Standing of(int release, List<Instance> live, List<String> absent, SaidOnStatus said) {
      return new Standing(
          live,
          live.stream().flatMap(one -> refusal(one, said.of(one, release)).stream()).toList(),
          live.stream().filter(one -> said.of(one, release) == null).toList(),
          absent);
    }

    private static Optional<Answer.Refused> refusal(
        Instance instance, @Nullable Admission admission) {
      return Optional.ofNullable(admission)
          .map(Admission::refusal)
          .map(reason -> new Answer.Refused(instance, reason));
    }

    int answered() {
      return live.size() - silent.size();
    }

    int expected() {
      return live.size() + absent.size();
    }

    /// Empty as long as there is something to wait for.
    Optional<Answer> answer(boolean isTooLate) {
      if (!refused.isEmpty()) {
        return Optional.of(refused.getFirst());
      }
      if (silent.isEmpty() && absent.isEmpty()) {
        return Optional.of(new Answer.Admitted(live.size()));
      }
      if (!isTooLate) {
        return Optional.empty();
      }
      return Optional.of(silent.isEmpty() ? new Answer.Absent(absent) : new Answer.Silent(silent));
    }
  }
}
