package io.millrace.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// The live instances of a pipeline's services: the members of their groups.
public final class Instances {
  private final String pipeline;
  private final List<List<String>> layouts;
  private final List<String> services;
  private final Map<String, Object> client;

  /// Those of a pipeline.
  ///
  /// @param layouts the services of each layout, in the order of the stream
  /// @param client properties of a Kafka client
  public Instances(String pipeline, List<List<String>> layouts, Map<String, Object> client) {
    this.pipeline = pipeline;
    this.layouts = layouts;
    this.services = layouts.stream().flatMap(List::stream).distinct().toList();
    this.client = client;
  }

  /// One of them.
  ///
  /// @param service such as `model-service`
  /// @param name of the instance within the service
  public record Instance(String service, String name) {
    @Override
    public String toString() {
      return service + " " + name;
    }
  }

  /// All of them, in the order of the stream. Throws [UnknownInstances] if that cannot be told.
  public List<Instance> live() {
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
      throw new UnknownInstances("interrupted while the instances were looked at", e);
    }
  }

  /// The services that none of these belongs to, of the first layout that has all which are
  /// running; none where no service runs at all.
  List<String> servicesWithout(List<Instance> live) {
    Set<String> running = live.stream().map(Instance::service).collect(Collectors.toSet());
    if (running.isEmpty()) {
      return List.of();
    }
    return layouts.stream()
        .filter(layout -> layout.containsAll(running))
        .findFirst()
        .orElse(services)
        .stream()
        .filter(service -> !running.contains(service))
        .toList();
  }

  private List<Instance> instances(String service, KafkaFuture<ConsumerGroupDescription> group)
      throws InterruptedException {
    Pattern member =
        Pattern.compile(Pattern.quote(pipeline + "." + service + "-") + "(.+)-StreamThread-.*");
    try {
      return group.get().members().stream()
          .map(MemberDescription::clientId)
          .map(client -> instance(service, client, member.matcher(client)))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw new UnknownInstances(
          "the instances of %s cannot be looked at: %s"
              .formatted(service, e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    }
  }

  private static Instance instance(String service, String client, Matcher member) {
    if (!member.matches()) {
      throw new UnknownInstances(
          ("'%s' is in the group of %s, but is none of its instances: "
                  + "stop it, or start it without a client id of its own")
              .formatted(client, service));
    }
    return new Instance(service, member.group(1));
  }
}
