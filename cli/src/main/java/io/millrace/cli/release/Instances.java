package io.millrace.cli.release;

import io.millrace.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// The live instances of a pipeline's services: the members of their groups.
final class Instances {
  private final String pipeline;
  private final List<String> services;
  private final Map<String, Object> client;

  /// @param client properties of a Kafka client
  Instances(String pipeline, List<String> services, Map<String, Object> client) {
    this.pipeline = pipeline;
    this.services = services;
    this.client = client;
  }

  /// @param service such as `model-service`
  /// @param name of the instance within the service
  record Instance(String service, String name) {
    @Override
    public String toString() {
      return service + " " + name;
    }
  }

  /// All of them, in the order of the stream.
  List<Instance> live() {
    List<String> groups = services.stream().map(service -> pipeline + "." + service).toList();
    try (Admin admin = Admin.create(client)) {
      List<Instance> live = new ArrayList<>();
      var described = admin.describeConsumerGroups(groups).describedGroups();
      for (String service : services) {
        live.addAll(
            instances(service, Objects.requireNonNull(described.get(pipeline + "." + service))));
      }
      return live.stream().distinct().toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the instances were looked at", e);
    }
  }

  private List<Instance> instances(String service, KafkaFuture<ConsumerGroupDescription> group)
      throws InterruptedException {
    Pattern member =
        Pattern.compile(Pattern.quote(pipeline + "." + service + "-") + "(.+)-StreamThread-.*");
    try {
      return group.get().members().stream()
          .map(MemberDescription::clientId)
          .map(member::matcher)
          .filter(Matcher::matches)
          .map(matcher -> new Instance(service, matcher.group(1)))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw new CommandFailure(
          "the instances of %s cannot be looked at: %s"
              .formatted(service, e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    }
  }
}
