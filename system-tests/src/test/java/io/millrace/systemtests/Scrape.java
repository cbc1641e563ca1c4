package io.millrace.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `/metrics` says, in the text format of Prometheus.
record Scrape(List<String> lines) {
  private static final Pattern ABOUT = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)})? \\S+.*");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /// The suffixes under which the series of a histogram stand.
  private static final List<String> SUFFIXES = List.of("", "_bucket", "_sum", "_count");

  /// A metric, and the labels of its series.
  ///
  /// @param labels besides that of the service and that of a histogram's buckets
  /// @param services the services that have it
  record Metric(String name, String type, String help, Set<String> labels, Set<String> services) {}

  /// What a port of this machine says.
  static Scrape of(int port) {
    URI metrics = URI.create("http://localhost:%d/metrics".formatted(port));
    try (InputStream text = metrics.toURL().openStream()) {
      return new Scrape(new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All metrics whose names begin so, by name.
  Map<String, Metric> metrics(String prefix) {
    Map<String, Metric> metrics = new TreeMap<>();
    Map<String, String> helps = new TreeMap<>();
    for (String line : lines) {
      Matcher about = ABOUT.matcher(line);
      if (about.matches() && about.group(2).startsWith(prefix)) {
        String name = about.group(2);
        if (about.group(1).equals("HELP")) {
          helps.put(name, about.group(3));
        } else {
          metrics.put(
              name,
              new Metric(
                  name,
                  about.group(3),
                  helps.getOrDefault(name, ""),
                  new TreeSet<>(),
                  new TreeSet<>()));
        }
      }
    }
    samples().forEach(sample -> take(sample, metrics));
    return metrics;
  }

  private static void take(MatchResult sample, Map<String, Metric> metrics) {
    for (String suffix : SUFFIXES) {
      String name = sample.group(1);
      Metric metric =
          name.endsWith(suffix)
              ? metrics.get(name.substring(0, name.length() - suffix.length()))
              : null;
      if (metric != null && sample.group(2) != null) {
        LABEL.matcher(sample.group(2)).results().forEach(label -> take(label, metric));
      }
    }
  }

  private static void take(MatchResult label, Metric metric) {
    switch (label.group(1)) {
      case "service" -> metric.services().add(label.group(2));
      case "le" -> {}
      default -> metric.labels().add(label.group(1));
    }
  }

  /// What a service would say if it were alone: its series and those of the JVM, and what is said
  /// about them.
  Scrape alone(String service) {
    List<String> alone = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (String line : lines.reversed()) {
      Matcher about = ABOUT.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (about.matches()) {
        String name = about.group(2);
        if (SUFFIXES.stream().anyMatch(suffix -> told.contains(name + suffix))) {
          alone.add(line);
        }
      } else if (sample.matches() && isOf(service, sample)) {
        told.add(sample.group(1));
        alone.add(line);
      }
    }
    return new Scrape(alone.reversed());
  }

  private static boolean isOf(String service, MatchResult sample) {
    String labels = sample.group(2);
    return labels == null
        || !labels.contains("service=\"")
        || labels.contains("service=\"%s\"".formatted(service));
  }

  /// The names of all series.
  Set<String> series() {
    Set<String> names = new TreeSet<>();
    samples().forEach(sample -> names.add(sample.group(1)));
    return names;
  }

  private Stream<MatchResult> samples() {
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .map(Matcher::toMatchResult);
  }
}
