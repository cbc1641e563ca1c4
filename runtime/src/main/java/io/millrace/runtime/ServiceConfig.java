package io.millrace.runtime;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/// How a service is run, read from the environment.
///
/// @param pipeline the pipeline folder
/// @param profile what it promises
/// @param stateDir where state stores live; never the system's temporary folder, which gets cleaned
/// @param threads stream threads; absent for as many as the service itself wants
/// @param instance a name that survives restarts, for static membership; absent for none
/// @param httpHost the address of the operations endpoints
/// @param httpPort their port
/// @param kafka Kafka properties that pass through, by their Kafka names
/// @param environment the whole environment, for keys of the service's own
public record ServiceConfig(
    Path pipeline,
    Profile profile,
    Path stateDir,
    @Nullable Integer threads,
    @Nullable String instance,
    String httpHost,
    int httpPort,
    Map<String, String> kafka,
    Map<String, String> environment) {

  public static final String PIPELINE = "MILLRACE_PIPELINE";
  public static final String PROFILE = "MILLRACE_PROFILE";
  public static final String STATE_DIR = "MILLRACE_STATE_DIR";
  public static final String THREADS = "MILLRACE_THREADS";
  public static final String INSTANCE = "MILLRACE_INSTANCE";
  public static final String HTTP_HOST = "MILLRACE_HTTP_HOST";
  public static final String HTTP_PORT = "MILLRACE_HTTP_PORT";
  public static final String METRICS = "MILLRACE_METRICS";

  /// How log lines look: not a service's to choose, but in its environment.
  public static final String LOG = "MILLRACE_LOG";

  private static final Set<String> KEYS =
      Set.of(PIPELINE, PROFILE, STATE_DIR, THREADS, INSTANCE, HTTP_HOST, HTTP_PORT, METRICS, LOG);
  private static final String OWN = "MILLRACE_";

  public ServiceConfig {
    kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
    environment = Map.copyOf(environment);
    if ((threads != null && threads < 1) || httpPort < 0 || httpPort > 65_535) {
      throw new InvalidConfiguration(
          "%s is %s and %s is %d: use at least 1 thread and a port up to 65535"
              .formatted(THREADS, threads, HTTP_PORT, httpPort));
    }
    String metrics = environment.getOrDefault(METRICS, "on");
    if (!metrics.equals("on") && !metrics.equals("off")) {
      throw new InvalidConfiguration("%s is '%s': use on or off".formatted(METRICS, metrics));
    }
    if (kafka.containsKey(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)) {
      throw new InvalidConfiguration(
          "KAFKA_PROCESSING_GUARANTEE is set: use MILLRACE_PROFILE=strict, for all services, "
              + "because guarantees must not be mixed within a pipeline");
    }
    if (kafka.containsKey(StreamsConfig.CLIENT_ID_CONFIG)) {
      throw new InvalidConfiguration(
          ("KAFKA_CLIENT_ID is set, but instances are told apart by it: leave it out, and name the "
                  + "instance with %s if its name should survive restarts")
              .formatted(INSTANCE));
    }
  }

  /// Reads the environment; `serviceKeys` are the keys that services themselves understand.
  public static ServiceConfig from(Map<String, String> env, Collection<String> serviceKeys) {
    for (String key : env.keySet()) {
      if (key.startsWith(OWN) && !KEYS.contains(key) && !serviceKeys.contains(key)) {
        throw new InvalidConfiguration(
            "%s is not a key of this service: it knows %s"
                .formatted(key, new java.util.TreeSet<>(union(serviceKeys))));
      }
    }
    String pipeline = env.get(PIPELINE);
    if (pipeline == null) {
      throw new InvalidConfiguration(
          PIPELINE + " is not set: set it to a pipeline folder, e.g. pipelines/card-fraud");
    }
    return of(Path.of(pipeline), env);
  }

  /// The configuration of a pipeline's services, whatever else the environment has.
  static ServiceConfig of(Path pipeline, Map<String, String> env) {
    return new ServiceConfig(
        pipeline,
        Profile.parse(env.getOrDefault(PROFILE, "fast")),
        Path.of(env.getOrDefault(STATE_DIR, "data/state")),
        env.containsKey(THREADS) ? integer(env, THREADS, 1) : null,
        env.get(INSTANCE),
        env.getOrDefault(HTTP_HOST, "127.0.0.1"),
        integer(env, HTTP_PORT, 9464),
        KafkaEnvironment.properties(env),
        env);
  }

  /// Whether anything is measured.
  public boolean isMeasured() {
    return !"off".equals(environment.get(METRICS));
  }

  /// Where an application keeps releases: others may share the folder for state.
  Path releasesDir(String application) {
    return stateDir.resolve("releases").resolve(application);
  }

  private static Set<String> union(Collection<String> serviceKeys) {
    Set<String> all = new java.util.HashSet<>(KEYS);
    all.addAll(serviceKeys);
    return all;
  }

  private static int integer(Map<String, String> env, String key, int otherwise) {
    String text = env.get(key);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidConfiguration("%s is '%s': set it to a number".formatted(key, text));
    }
  }
}
