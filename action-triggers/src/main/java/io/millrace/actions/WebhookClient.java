package io.millrace.actions;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.Timeout;

/// An HTTP client as webhooks need it: no redirects, no retries or cookies of its own, and a bound
/// on the whole exchange. Safe for use by many threads.
final class WebhookClient implements Closeable {
  /// More than all endpoints together are likely to be given at once.
  private static final int MOST_CONNECTIONS = 1_000;

  private final Duration timeout;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService alarms =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-time-outs").factory());

  /// @param timeout how long an exchange may take, until the whole answer is there
  WebhookClient(DnsResolver dns, Duration timeout) {
    this.timeout = timeout;
    Timeout each = Timeout.ofMilliseconds(timeout.toMillis());
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(dns)
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(each).setSocketTimeout(each).build())
            .build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setUserAgent("Millrace")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  /// Posts a request; throws `TimeoutException` if the answer takes too long.
  <T> T send(HttpPost request, HttpClientResponseHandler<T> answer)
      throws IOException, TimeoutException {
    ScheduledFuture<?> alarm =
        alarms.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(request, answer);
    } catch (IOException e) {
      if (request.isCancelled() || e instanceof SocketTimeoutException) {
        TimeoutException late =
            new TimeoutException("no answer within %d ms".formatted(timeout.toMillis()));
        late.initCause(e);
        throw late;
      }
      throw e;
    } finally {
      alarm.cancel(false);
    }
  }

  @Override
  public void close() throws IOException {
    alarms.shutdownNow();
    client.close();
  }
}
