package io.millrace.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The files of the page: those named here, and no others.
final class Assets {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String CHARTS_VERSION =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private static final Map<String, Asset> ASSETS =
      Map.ofEntries(
          Map.entry("/", new Asset("index.html", Answer.HTML)),
          Map.entry("/console.css", new Asset("console.css", STYLE)),
          Map.entry("/icon.svg", new Asset("icon.svg", "image/svg+xml")),
          // Browsers ask for it beside what is no page.
          Map.entry("/favicon.ico", new Asset("icon.svg", "image/svg+xml")),
          Map.entry("/console.js", new Asset("console.js", SCRIPT)),
          Map.entry("/stream.js", new Asset("stream.js", SCRIPT)),
          Map.entry("/picture.js", new Asset("picture.js", SCRIPT)),
          Map.entry("/layouts.js", new Asset("layouts.js", SCRIPT)),
          Map.entry("/charts.js", new Asset("charts.js", SCRIPT)),
          Map.entry("/tables.js", new Asset("tables.js", SCRIPT)),
          Map.entry("/words.js", new Asset("words.js", SCRIPT)),
          Map.entry("/uPlot.esm.js", new Asset(charts("uPlot.esm.js"), SCRIPT)),
          Map.entry("/uPlot.min.css", new Asset(charts("uPlot.min.css"), STYLE)));

  private Assets() {}

  /// @param resource where it is on the class path
  /// @param type its media type
  private record Asset(String resource, String type) {}

  /// What a path of the page holds; empty if there is no such path.
  static Optional<Answer> at(String path) {
    return Optional.ofNullable(ASSETS.get(path))
        .map(asset -> new Answer(200, asset.type(), bytes(asset.resource())));
  }

  private static String charts(String file) {
    Properties properties = new Properties();
    try (InputStream from = open(CHARTS_VERSION)) {
      properties.load(from);
    } catch (IOException e) {
      throw new UncheckedIOException("the charts' library cannot be read", e);
    }
    return "/META-INF/resources/webjars/uplot/%s/dist/%s"
        .formatted(properties.getProperty("version"), file);
  }

  private static byte[] bytes(String resource) {
    try (InputStream from = open(resource)) {
      return from.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream from = Assets.class.getResourceAsStream(resource);
    if (from == null) {
      throw new IOException(resource + " is not on the class path");
    }
    return from;
  }
}
