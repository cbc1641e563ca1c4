package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToList;
import io.millrace.contracts.Action.Target.ToLog;
import io.millrace.contracts.Action.Target.ToTopic;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.contracts.Action.Target.Unmade;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.PerRelease;
import io.millrace.runtime.RejectedRecord;
import io.millrace.runtime.Releases;
import io.millrace.runtime.ServiceContext;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/// One performer for each kind of target, each of which performs what the release of an action
/// declares.
record Performers(
    Performer<ToTopic> topic,
    Performer<ToLog> log,
    Performer<ToWebhook> webhook,
    Performer<ToList> list) {

  /// Those that follow the releases of a service; it refuses each release whose secrets are not
  /// there.
  ///
  /// Throws [InvalidConfiguration] when the environment lacks what the service's own folder needs.
  static Performers of(ServiceContext context, ActionConfig config, InstantSource clock) {
    Secrets secrets = new Secrets(context.environment());
    Function<PipelineDefinition, Webhooks> resolve =
        pipeline -> Webhooks.of(Webhooks.declaredBy(pipeline), secrets, config.allowedHosts());
    PerRelease<Webhooks> webhooks = new PerRelease<>(context.releases(), resolve);
    PerRelease<Set<String>> topics =
        new PerRelease<>(context.releases(), pipeline -> topics(context, pipeline));
    Webhooks _ = webhooks.of(Releases.FOLDER);
    Set<String> _ = topics.of(Releases.FOLDER);
    context.tryReleases((_, pipeline) -> {
      Webhooks _ = resolve.apply(pipeline);
    });
    WebhookClient client =
        context.closeAtStop(
            new WebhookClient(
                new GuardedDns(config.allowedHosts(), InetAddress::getAllByName),
                config.webhookTimeout()));
    return new Performers(
        new TopicAction(topics),
        new LogAction(LoggerFactory.getLogger(LogAction.class)::info),
        new WebhookAction(
            client,
            webhooks,
            new WebhookRequests(config.webhookSecret(), clock),
            new RetryAfter(clock),
            context.metrics().timer("millrace.webhook", "One attempt at a webhook")),
        new ListAction(new PerRelease<>(context.releases(), ListAction::listsOf)));
  }

  /// An action may be of a release that this process has not tried: one that was in charge before
  /// it started, or that it has refused.
  private static Set<String> topics(ServiceContext context, PipelineDefinition pipeline) {
    context.requireTopics(pipeline);
    return TopicAction.topicsOf(pipeline);
  }

  /// Tries an action once.
  Attempt attempt(Action action) {
    try {
      return switch (action.target()) {
        case ToTopic target -> topic.attempt(action, target);
        case ToLog target -> log.attempt(action, target);
        case ToWebhook target -> webhook.attempt(action, target);
        case ToList target -> list.attempt(action, target);
        case Unmade(String reason) -> new Attempt.Refused(reason);
      };
    } catch (InvalidConfiguration e) {
      // What this process lacks, it may have after its next start.
      return new Attempt.Failed(String.valueOf(e.getMessage()));
    } catch (RejectedRecord e) {
      return new Attempt.Refused(String.valueOf(e.getMessage()));
    }
  }
}
