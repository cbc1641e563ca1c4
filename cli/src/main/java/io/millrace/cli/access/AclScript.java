package io.millrace.cli.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;

/// Grants as a shell script of Kafka's own `kafka-acls.sh`.
final class AclScript {
  private final List<String> command;

  /// @param command how `kafka-acls.sh` is called, with the options that reach the brokers
  AclScript(List<String> command) {
    this.command = List.copyOf(command);
  }

  /// A line that names who it is for, and one for each grant.
  List<String> lines(Principal principal) {
    return Stream.concat(
            Stream.of("# " + principal.role()),
            principal.grants().stream().map(grant -> line(principal, grant)))
        .toList();
  }

  private String line(Principal principal, Grant grant) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--add", "--allow-principal", principal.name()));
    for (AclOperation operation : grant.operations()) {
      words.addAll(List.of("--operation", word(operation)));
    }
    for (String name : grant.names()) {
      words.addAll(List.of(option(grant), name));
    }
    if (grant.pattern() == PatternType.PREFIXED) {
      words.addAll(List.of("--resource-pattern-type", "prefixed"));
    }
    return words.stream().map(AclScript::quoted).collect(Collectors.joining(" "));
  }

  private static String option(Grant grant) {
    return switch (grant.type()) {
      case TOPIC -> "--topic";
      case GROUP -> "--group";
      case TRANSACTIONAL_ID -> "--transactional-id";
      case UNKNOWN, ANY, CLUSTER, DELEGATION_TOKEN, USER ->
          throw new IllegalArgumentException("no grant is of " + grant.type());
    };
  }

  /// As `kafka-acls.sh` writes it: `DescribeConfigs`.
  private static String word(AclOperation operation) {
    return Stream.of(operation.name().split("_", -1))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
