package io.millrace.actions;

import io.micrometer.core.instrument.Timer;
import io.millrace.contracts.Action;
import io.millrace.contracts.Action.Target.ToWebhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/// Posts actions to the webhooks of the pipeline. Redirects are not followed.
///
/// Any other address is refused: whoever can write to the topic `actions` shall not be able to send
/// what the environment holds somewhere else.
final class WebhookAction implements Performer<ToWebhook> {
  private final HttpClient client;
  private final WebhookAddresses addresses;
  private final WebhookRequests requests;
  private final Duration timeout;
  private final Timer latency;

  /// @param timeout how long one attempt may take, until the whole answer is there
  /// @param latency times the attempts
  WebhookAction(
      HttpClient client,
      WebhookAddresses addresses,
      WebhookRequests requests,
      Duration timeout,
      Timer latency) {
    this.client = client;
    this.addresses = addresses;
    this.requests = requests;
    this.timeout = timeout;
    this.latency = latency;
  }

  /// A client as webhooks need it: HTTP/1.1, no redirects, a bound on connecting.
  static HttpClient client(Duration timeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeout)
        .build();
  }

  @Override
  public Attempt attempt(Action action, ToWebhook target) {
    Optional<URI> address = addresses.of(target);
    if (address.isEmpty()) {
      return new Attempt.Refused(
          "webhook '%s' is none of this pipeline's actions: add it there, then redrive"
              .formatted(target.url()));
    }
    Timer.Sample sample = Timer.start();
    Attempt attempt = send(requests.post(action, address.get()));
    sample.stop(latency);
    return attempt;
  }

  /// The client's own time-out ends with the headers of the answer; this one covers its body too.
  private Attempt send(HttpRequest request) {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return judge(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Attempt.Failed("no answer within %d ms".formatted(timeout.toMillis()));
    } catch (ExecutionException e) {
      return new Attempt.Failed(reason(e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw new InterruptException(e);
    }
  }

  /// What may pass is tried again: time-outs (408), too early (425), too many (429), and whatever
  /// the server says is its own fault.
  private static Attempt judge(int status) {
    String answer = "HTTP " + status;
    if (status >= 200 && status < 300) {
      return new Attempt.Succeeded(answer);
    }
    return status == 408 || status == 425 || status == 429 || status >= 500
        ? new Attempt.Failed(answer)
        : new Attempt.Refused(answer);
  }

  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    String kind = cause == null ? "IOException" : cause.getClass().getSimpleName();
    return cause instanceof IOException && cause.getMessage() != null
        ? kind + ": " + cause.getMessage()
        : kind;
  }
}
