package io.millrace.cli.release;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Assignment;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.release.Admission;
import io.millrace.runtime.Instances;
import io.millrace.runtime.ReleaseTopic;
import io.millrace.runtime.SaidOnStatus;
import io.millrace.runtime.StatusTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether every live instance can serve the releases that are asked now.
///
/// @param asked the release in charge and its challenger; the folder that services start with,
///   which needs no admission, is not among them
/// @param unserved who cannot serve which of them, and why
public record ServedReleases(List<Integer> asked, List<String> unserved) {

  public ServedReleases {
    asked = List.copyOf(asked);
    unserved = List.copyOf(unserved);
  }

  /// Looks at the assignments, at the instances, and at what these have said.
  public static ServedReleases of(PipelineDefinition pipeline, KafkaConnection kafka) {
    PipelineTopics topics = pipeline.topics();
    List<Integer> asked =
        ReleaseTopic.read(topics, kafka.client()).latestAssignment().stream()
            .flatMap(ServedReleases::releases)
            .filter(release -> release > 0)
            .toList();
    kafka.requireTopics(List.of(topics.status().name()));
    SaidOnStatus said = StatusTopic.read(topics, kafka.client());
    List<Instances.Instance> live =
        new Instances(pipeline.name(), Layout.allNames(), kafka.client()).live();
    return new ServedReleases(asked, unserved(asked, live, said));
  }

  private static Stream<Integer> releases(Assignment assignment) {
    Assignment.Challenger challenger = assignment.challenger();
    return challenger == null
        ? Stream.of(assignment.release())
        : Stream.of(assignment.release(), challenger.release());
  }

  static List<String> unserved(
      List<Integer> asked, List<Instances.Instance> live, SaidOnStatus said) {
    List<String> unserved = new ArrayList<>();
    for (int release : asked) {
      for (Instances.Instance instance : live) {
        Admission admission = said.of(instance, release);
        if (admission == null) {
          unserved.add("%s has not tried release %d".formatted(instance, release));
        } else if (admission.refusal() != null) {
          unserved.add(
              "%s refuses release %d: %s".formatted(instance, release, admission.refusal()));
        }
      }
    }
    return unserved;
  }
}
