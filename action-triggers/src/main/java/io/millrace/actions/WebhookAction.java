package io.millrace.actions;

import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.runtime.PerRelease;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// Posts actions to the webhooks of the release that they are of. Redirects are not followed.
///
/// Any other address or header is refused: whoever can write to the topic `actions` shall not be
/// able to send what the environment holds somewhere else.
final class WebhookAction implements Performer<ToWebhook> {
  private final WebhookClient client;
  private final PerRelease<Webhooks> webhooks;
  private final WebhookRequests requests;
  private final RetryAfter retryAfter;
  private final Timer latency;

  /// @param latency times the attempts
  WebhookAction(
      WebhookClient client,
      PerRelease<Webhooks> webhooks,
      WebhookRequests requests,
      RetryAfter retryAfter,
      Timer latency) {
    this.client = client;
    this.webhooks = webhooks;
    this.requests = requests;
    this.retryAfter = retryAfter;
    this.latency = latency;
  }

  @Override
  public Attempt attempt(Action action, ToWebhook target) {
    Optional<Webhooks.Resolved> webhook = webhooks.of(action.release()).of(target);
    if (webhook.isEmpty()) {
      return Attempt.undeclared("webhook '%s'".formatted(target.url()), action.release());
    }
    Timer.Sample sample = Timer.start();
    Attempt attempt = send(requests.post(action, webhook.get()));
    sample.stop(latency);
    return attempt;
  }

  private Attempt send(HttpPost request) {
    try {
      return client.send(request, this::judge);
    } catch (PrivateAddress e) {
      return new Attempt.Refused(String.valueOf(e.getMessage()));
    } catch (TimeoutException e) {
      return new Attempt.Failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // Messages of the client name the host, which may be a secret.
      return new Attempt.Failed(e.getClass().getSimpleName());
    }
  }

  /// What may pass is tried again: time-outs (408), too early (425), too many (429), and whatever
  /// the server says is its own fault.
  private Attempt judge(ClassicHttpResponse response) throws IOException {
    EntityUtils.consume(response.getEntity());
    int status = response.getCode();
    String answer = "HTTP " + status;
    if (status >= 200 && status < 300) {
      return new Attempt.Succeeded(answer);
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      Header header = response.getFirstHeader("Retry-After");
      return new Attempt.Failed(answer, retryAfter.of(header == null ? "" : header.getValue()));
    }
    return new Attempt.Refused(answer);
  }
}
