package io.millrace.cli.cluster;

import io.millrace.contracts.Topic;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/// A topic that keeps records for less long than its pipeline asks for.
///
/// @param found for how many milliseconds it keeps them
/// @param wanted for how many it should, [#FOR_EVER] for all time
public record ShortRetention(String topic, long found, long wanted) {
  private static final long FOR_EVER = -1;

  /// Those of the topics, which must all be there.
  static List<ShortRetention> among(List<Topic<?, ?>> topics, Admin admin)
      throws ExecutionException, InterruptedException {
    Map<ConfigResource, Long> wanted = new LinkedHashMap<>();
    for (Topic<?, ?> topic : topics) {
      String retention = topic.settings().get(TopicConfig.RETENTION_MS_CONFIG);
      if (retention != null) {
        wanted.put(
            new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), Long.valueOf(retention));
      }
    }
    Map<ConfigResource, Config> found = admin.describeConfigs(wanted.keySet()).all().get();
    List<ShortRetention> all = new ArrayList<>();
    wanted.forEach((topic, retention) ->
        all.add(
            new ShortRetention(
                topic.name(), retention(Objects.requireNonNull(found.get(topic))), retention)));
    return all.stream().filter(ShortRetention::isShort).toList();
  }

  private static long retention(Config config) {
    return Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
  }

  public boolean isShort() {
    return found != FOR_EVER && (wanted == FOR_EVER || found < wanted);
  }

  /// One line that says so, with the command that changes it.
  public String advice(String bootstrap) {
    return "%s keeps records for %s, but parity and backfill need them for %s; topics that exist are not changed here: kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config retention.ms=%d"
        .formatted(topic, text(found), text(wanted), bootstrap, topic, wanted);
  }

  private static String text(long millis) {
    if (millis == FOR_EVER) {
      return "ever";
    }
    double days = (double) millis / TimeUnit.DAYS.toMillis(1);
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(days)
        + " days";
  }
}
