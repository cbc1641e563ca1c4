package io.millrace.cli.access;

import java.util.List;

/// Somebody who works with the brokers of a pipeline, and the least that must be allowed.
///
/// @param role what it is, such as `processor-a` or `producers`
/// @param name as Kafka knows it, such as `User:card-fraud.processor-a`
/// @param grants all of them; whatever is not granted is denied
public record Principal(String role, String name, List<Grant> grants) {

  public Principal {
    grants = grants.stream().filter(grant -> !grant.names().isEmpty()).toList();
  }
}
