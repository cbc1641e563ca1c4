package io.millrace.cli.access;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/// That one principal may do something with some resources of the brokers.
///
/// @param type what kind of resource they are
/// @param pattern whether they are named, or all whose names begin so
/// @param names their names, or beginnings
/// @param operations what may be done; each also allows what Kafka derives of it, as to describe a
///   topic that may be read
public record Grant(
    ResourceType type, PatternType pattern, List<String> names, List<AclOperation> operations) {

  public Grant {
    names = List.copyOf(names);
    operations = List.copyOf(operations);
  }

  static Grant topics(Iterable<String> names, AclOperation... operations) {
    return new Grant(ResourceType.TOPIC, PatternType.LITERAL, list(names), List.of(operations));
  }

  static Grant topicsBeginningWith(String prefix, AclOperation... operations) {
    return prefixed(ResourceType.TOPIC, prefix, operations);
  }

  static Grant group(String name) {
    return new Grant(
        ResourceType.GROUP, PatternType.LITERAL, List.of(name), List.of(AclOperation.READ));
  }

  static Grant groupsBeginningWith(String prefix) {
    return prefixed(ResourceType.GROUP, prefix, AclOperation.READ);
  }

  static Grant sightOfGroupsBeginningWith(String prefix) {
    return prefixed(ResourceType.GROUP, prefix, AclOperation.DESCRIBE);
  }

  static Grant transactions(String id) {
    return new Grant(
        ResourceType.TRANSACTIONAL_ID,
        PatternType.LITERAL,
        List.of(id),
        List.of(AclOperation.WRITE));
  }

  static Grant transactionsBeginningWith(String prefix) {
    return prefixed(ResourceType.TRANSACTIONAL_ID, prefix, AclOperation.WRITE);
  }

  private static Grant prefixed(ResourceType type, String prefix, AclOperation... operations) {
    return new Grant(type, PatternType.PREFIXED, List.of(prefix), List.of(operations));
  }

  private static List<String> list(Iterable<String> names) {
    List<String> list = new ArrayList<>();
    names.forEach(list::add);
    return list;
  }
}
