package io.millrace.cli.access;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.BrokerAccess;
import io.millrace.runtime.OwnClients;
import io.millrace.runtime.Profile;
import io.millrace.runtime.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/// What must be allowed on the brokers of a pipeline, for each who works with them: derived from
/// the topologies that the services run.
///
/// Producers need no grant of their own for idempotence: brokers allow it to whoever may write to a
/// topic (since Kafka 2.8).
public final class Grants {
  private final PipelineDefinition pipeline;
  private final PipelineTopics topics;
  private final Profile profile;
  private final String prefix;

  /// @param profile what the services promise
  /// @param prefix what the names of all principals begin with, such as `User:card-fraud.`
  public Grants(PipelineDefinition pipeline, Profile profile, String prefix) {
    this.pipeline = pipeline;
    this.topics = pipeline.topics();
    this.profile = profile;
    this.prefix = prefix;
  }

  /// Everybody: the services of a layout in the order of the stream, those beside it, and those
  /// outside.
  public List<Principal> all(Layout layout) {
    List<Principal> all = new ArrayList<>();
    all.add(producers());
    Suite.of(layout, pipeline).forEach(service -> all.add(service(service)));
    all.add(downstream());
    all.add(operators());
    return all;
  }

  private Principal service(Service service) {
    BrokerAccess access = BrokerAccess.of(service, pipeline);
    String internal = access.application() + "-";
    List<Grant> grants = new ArrayList<>();
    grants.add(Grant.topics(access.topics().reads(), AclOperation.READ));
    grants.add(Grant.topics(access.topics().writes(), AclOperation.WRITE));
    grants.add(Grant.topics(access.timedByBroker(), AclOperation.DESCRIBE_CONFIGS));
    grants.add(Grant.group(access.application()));
    if (access.keepsState()) {
      grants.add(
          Grant.topicsBeginningWith(
              internal, AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE));
    }
    if (profile == Profile.STRICT) {
      grants.add(Grant.transactionsBeginningWith(internal));
    }
    if (access.assignsReleases()) {
      grants.add(assignments());
    }
    grants.addAll(own(access.own()));
    return principal(service.name(), grants);
  }

  private List<Grant> own(OwnClients clients) {
    List<Grant> grants = new ArrayList<>();
    clients.groups().forEach(group -> grants.add(Grant.group(group)));
    clients.transactions().forEach(id -> grants.add(Grant.transactions(id)));
    if (clients.looksAtInstances()) {
      grants.add(Grant.sightOfGroupsBeginningWith(pipeline.name() + "."));
    }
    return grants;
  }

  /// Whoever assigns a release does so in transactions of this one id.
  private Grant assignments() {
    return Grant.transactions(topics.releases().name());
  }

  private Principal producers() {
    return principal(
        "producers",
        List.of(
            Grant.topics(
                List.of(topics.raw().name(), topics.feedback().name()), AclOperation.WRITE)));
  }

  private Principal downstream() {
    List<String> results =
        Stream.concat(
                Stream.of(topics.decisions(), topics.actionResults()),
                pipeline.actionTopics().stream())
            .map(Topic::name)
            .toList();
    return principal(
        "downstream",
        List.of(
            Grant.topics(results, AclOperation.READ),
            Grant.groupsBeginningWith(pipeline.name() + ".downstream")));
  }

  /// Who works with the `millrace` command.
  private Principal operators() {
    String all = pipeline.name() + ".";
    return principal(
        "operators",
        List.of(
            Grant.topicsBeginningWith(
                all,
                AclOperation.CREATE,
                AclOperation.READ,
                AclOperation.WRITE,
                AclOperation.DESCRIBE_CONFIGS),
            Grant.groupsBeginningWith(all),
            assignments()));
  }

  private Principal principal(String role, List<Grant> grants) {
    return new Principal(role, prefix + role, grants);
  }
}
