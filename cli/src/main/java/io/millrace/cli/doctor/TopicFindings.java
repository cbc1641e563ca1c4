package io.millrace.cli.doctor;

import io.millrace.cli.cluster.ShortRetention;
import io.millrace.contracts.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// Whether topics are there, and as the pipeline needs them.
final class TopicFindings {
  private static final String SUBJECT = "topics";

  private final String bootstrap;

  TopicFindings(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /// @param wanted what the pipeline needs
  /// @param found by name; what is missing is missing here
  List<Finding> of(List<Topic<?, ?>> wanted, Map<String, FoundTopic> found) {
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> missing = new TreeSet<>();
    Map<String, Integer> partitions = new TreeMap<>();
    for (Topic<?, ?> topic : wanted) {
      FoundTopic there = found.get(topic.name());
      if (there == null) {
        missing.add(topic.name());
      } else {
        count(topic, there, partitions, findings);
        settings(topic, there, findings);
      }
    }
    if (!missing.isEmpty()) {
      findings.addFirst(
          Finding.failed(
              SUBJECT,
              "missing: %s. millrace topics --create --pipeline DIR creates them",
              missing));
    }
    if (new TreeSet<>(partitions.values()).size() > 1) {
      findings.add(
          Finding.failed(
              SUBJECT,
              "they must have the same number of partitions, but have %s: create those anew that differ",
              partitions));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(SUBJECT, "%d are there, as they should be", wanted.size()))
        : findings;
  }

  private static void count(
      Topic<?, ?> topic, FoundTopic there, Map<String, Integer> counts, List<Finding> findings) {
    if (!topic.totallyOrdered()) {
      counts.put(topic.name(), there.partitions());
    } else if (there.partitions() != 1) {
      findings.add(
          Finding.failed(
              SUBJECT,
              "%s has %d partitions: create it with one, because all its records stand in one order",
              topic.name(),
              there.partitions()));
    }
  }

  private void settings(Topic<?, ?> topic, FoundTopic there, List<Finding> findings) {
    new TreeMap<>(topic.settings())
        .forEach((name, wanted) -> {
          Finding finding = setting(topic.name(), name, wanted, there.settings().get(name));
          if (finding != null) {
            findings.add(finding);
          }
        });
  }

  /// What is wrong with a setting; null if nothing.
  private @Nullable Finding setting(
      String topic, String name, String wanted, @Nullable String found) {
    if (found == null) {
      return null;
    }
    return switch (name) {
      case TopicConfig.RETENTION_MS_CONFIG -> {
        ShortRetention retention =
            new ShortRetention(topic, Long.parseLong(found), Long.parseLong(wanted));
        yield retention.isShort()
            ? Finding.warning(SUBJECT, "%s", retention.advice(bootstrap))
            : null;
      }
      case TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
          TopicConfig.DELETE_RETENTION_MS_CONFIG ->
          Long.parseLong(found) < Long.parseLong(wanted)
              ? different(topic, name, wanted, found)
              : null;
      default -> found.equals(wanted) ? null : different(topic, name, wanted, found);
    };
  }

  private Finding different(String topic, String name, String wanted, String found) {
    return Finding.failed(
        SUBJECT,
        "%s has %s=%s, but needs %s: %s",
        topic,
        name,
        found,
        wanted,
        "kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config %s=%s"
            .formatted(bootstrap, topic, name, wanted));
  }
}
