package io.millrace.contracts.definition;

import io.millrace.contracts.definition.Yaml.Entry;
import io.millrace.contracts.definition.Yaml.Mapping;
import io.millrace.contracts.definition.Yaml.Scalar;
import io.millrace.contracts.definition.Yaml.Sequence;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads YAML into values with lines, and nothing more: no objects are made, no types guessed.
/// Anchors, aliases and tags are refused: a pipeline reads from top to bottom as it stands.
final class YamlText {
  private static final int MAX_CHARACTERS = 1_048_576;
  private static final int MAX_DEPTH = 20;

  private final Findings findings;

  YamlText(Findings findings) {
    this.findings = findings;
  }

  /// The value of the document, absent where it is no YAML or empty.
  Optional<Yaml> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    org.yaml.snakeyaml.Yaml yaml = new org.yaml.snakeyaml.Yaml(options);
    try {
      return refersToItself(yaml.parse(new StringReader(text)))
          ? Optional.empty()
          : document(yaml.compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      report(mark == null ? 1 : mark.getLine() + 1, String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      report(1, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private Optional<Yaml> document(@Nullable Node node) {
    if (node == null) {
      findings.add(1, "the file is empty", "describe the pipeline in it");
    }
    return Optional.ofNullable(node).map(this::convert);
  }

  /// Finds the first anchor or alias, before any is followed.
  private boolean refersToItself(Iterable<Event> events) {
    for (Event event : events) {
      if (event instanceof NodeEvent node && node.getAnchor() != null) {
        findings.add(
            event.getStartMark().getLine() + 1,
            "anchor '%s' is not supported".formatted(node.getAnchor()),
            "write out what it stands for");
        return true;
      }
    }
    return false;
  }

  private void report(int line, String problem) {
    findings.add(
        line,
        "not YAML: " + problem.lines().findFirst().orElse(""),
        "check indentation, quotes and brackets around this line");
  }

  private Yaml convert(Node node) {
    int line = line(node);
    if (!node.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
      findings.add(line, "tag '%s' is not supported".formatted(node.getTag()), "remove it");
    }
    return switch (node) {
      case ScalarNode scalar -> new Scalar(line, scalar.getValue().strip());
      case SequenceNode sequence ->
          new Sequence(line, sequence.getValue().stream().map(this::convert).toList());
      case MappingNode mapping -> new Mapping(line, entries(mapping));
      default -> throw new IllegalStateException("no kind of YAML node: " + node);
    };
  }

  private Map<String, Entry> entries(MappingNode mapping) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode());
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        Entry entry = new Entry(line, convert(tuple.getValueNode()));
        if (entries.putIfAbsent(key.getValue(), entry) != null) {
          findings.add(line, "'%s' is there twice".formatted(key.getValue()), "keep one of them");
        }
      } else {
        findings.add(line, "a key is no text", "write a name before the colon");
      }
    }
    return entries;
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
