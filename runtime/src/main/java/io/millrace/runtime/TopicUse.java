package io.millrace.runtime;

import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;

/// The topics that a service reads and writes, by their whole names.
public record TopicUse(SortedSet<String> reads, SortedSet<String> writes) {

  public TopicUse {
    reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
    writes = Collections.unmodifiableSortedSet(new TreeSet<>(writes));
  }

  /// What a topology reads and writes under a pipeline, and what every service does beside it.
  static TopicUse of(Topology topology, PipelineDefinition pipeline) {
    PipelineTopics topics = pipeline.topics();
    SortedSet<String> reads = new TreeSet<>(Set.of(topics.releases().name()));
    SortedSet<String> writes =
        new TreeSet<>(Set.of(topics.deadLetters().name(), topics.status().name()));
    topology
        .describe()
        .subtopologies()
        .forEach(part -> part.nodes().forEach(node -> add(node, pipeline, reads, writes)));
    return new TopicUse(reads, writes);
  }

  private static void add(
      Node node, PipelineDefinition pipeline, Set<String> reads, Set<String> writes) {
    if (node instanceof Source source) {
      reads.addAll(source.topicSet());
    } else if (node instanceof Sink sink && sink.topic() != null) {
      writes.add(sink.topic());
    } else if (node instanceof Sink) {
      pipeline.actionTopics().forEach(topic -> writes.add(topic.name()));
    }
  }

  /// With topics that are read beside the stream.
  TopicUse reading(List<Topic<?, ?>> more) {
    return new TopicUse(with(reads, more), writes);
  }

  /// With topics that are written beside the stream.
  TopicUse writing(List<Topic<?, ?>> more) {
    return new TopicUse(reads, with(writes, more));
  }

  private static SortedSet<String> with(Set<String> names, List<Topic<?, ?>> more) {
    SortedSet<String> all = new TreeSet<>(names);
    more.forEach(topic -> all.add(topic.name()));
    return all;
  }

  /// All of them.
  public SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(reads);
    all.addAll(writes);
    return all;
  }

  /// Those whose timestamps must be the broker's, as the service checks before it starts.
  public List<String> timedByBroker(PipelineTopics topics) {
    Set<String> all = all();
    return Stream.of(topics.raw(), topics.feedback(), topics.lists())
        .map(Topic::name)
        .filter(all::contains)
        .toList();
  }
}
