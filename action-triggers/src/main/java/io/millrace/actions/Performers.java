package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Action.Target.ToLog;
import io.millrace.contracts.Action.Target.ToTopic;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.definition.ActionDefinition;
import io.millrace.runtime.ServiceContext;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.LoggerFactory;

/// One performer for each kind of target.
record Performers(Performer<ToTopic> topic, Performer<ToLog> log, Performer<ToWebhook> webhook) {

  /// Those that perform what the pipeline declares.
  ///
  /// Throws [io.millrace.runtime.InvalidConfiguration] when the environment lacks what they need.
  static Performers of(ServiceContext context, ActionConfig config, InstantSource clock) {
    List<Target> targets =
        context.pipeline().actions().values().stream()
            .flatMap(List::stream)
            .map(ActionDefinition::target)
            .distinct()
            .toList();
    WebhookAddresses addresses =
        WebhookAddresses.of(targets, context.environment(), config.allowedHosts());
    WebhookClient client =
        context.closeAtStop(
            new WebhookClient(
                new GuardedDns(config.allowedHosts(), InetAddress::getAllByName),
                config.webhookTimeout()));
    return new Performers(
        TopicAction.of(targets),
        new LogAction(LoggerFactory.getLogger(LogAction.class)::info),
        new WebhookAction(
            client,
            addresses,
            new WebhookRequests(config.webhookSecret(), clock),
            new RetryAfter(clock),
            context.metrics().timer("millrace.webhook", "One attempt at a webhook")));
  }

  /// Tries an action once.
  Attempt attempt(Action action) {
    return switch (action.target()) {
      case ToTopic target -> topic.attempt(action, target);
      case ToLog target -> log.attempt(action, target);
      case ToWebhook target -> webhook.attempt(action, target);
    };
  }
}
