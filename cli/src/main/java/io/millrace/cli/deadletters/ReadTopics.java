package io.millrace.cli.deadletters;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which topics of a pipeline are read by its services, in the layout that it runs in and beside
/// it.
///
/// @param over layouts that read nothing any more, because the other has gone on
record ReadTopics(PipelineDefinition pipeline, Set<Layout> over) {

  ReadTopics {
    over = Set.copyOf(over);
  }

  /// Why nobody would read what is published to a topic; null if somebody does.
  @Nullable String whyUnread(String topic) {
    PipelineTopics topics = pipeline.topics();
    if (topics.all().stream().noneMatch(each -> each.name().equals(topic))) {
      return "%s is no topic of this pipeline: name the pipeline that it belongs to"
          .formatted(topic);
    }
    List<Layout> readers = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      if (Suite.inputs(layout, pipeline).values().stream()
          .flatMap(List::stream)
          .anyMatch(input -> input.name().equals(topic))) {
        readers.add(layout);
      }
    }
    if (readers.isEmpty()) {
      return "no service reads %s: nothing would come of it".formatted(topic);
    }
    return over.containsAll(readers)
        ? "%s is read in the %s layout alone, and the other one has gone on: send the event to %s again, millrace dead-letters show prints it"
            .formatted(topic, readers.getFirst(), topics.raw().name())
        : null;
  }
}
