package io.millrace.cli;

import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.cli.console.ConsoleServer;
import io.millrace.cli.console.PipelineWatch;
import io.millrace.cli.console.ShownLayout;
import io.millrace.cli.console.ShownPipeline;
import io.millrace.cli.console.ShownService;
import io.millrace.cli.explain.DecisionExplainer;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// `--console-port PORT`, for commands that show a running pipeline to browsers.
public final class ConsoleOption {

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "The port of the console, which shows the pipeline in a browser; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--console-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "The address that the console listens on. It asks for no password: whoever reaches it sees what the pipeline decides (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  /// Listens, before the pipeline starts: a port that is taken is told at once.
  public ConsoleServer listen() {
    return ConsoleServer.listen(host, port);
  }

  /// Shows a pipeline on a console until what is returned is closed.
  ///
  /// @param folder where the pipeline was read from
  /// @param layout the one that is drawn while no service runs
  public static PipelineWatch show(
      ConsoleServer console,
      PipelineDefinition pipeline,
      Path folder,
      Layout layout,
      KafkaConnection kafka) {
    return console.show(
        shown(pipeline, folder, layout, kafka),
        kafka,
        wanted -> DecisionExplainer.text(pipeline, kafka, wanted));
  }

  private static ShownPipeline shown(
      PipelineDefinition pipeline, Path folder, Layout layout, KafkaConnection kafka) {
    List<ShownLayout> layouts =
        Stream.concat(Stream.of(layout), Stream.of(Layout.values()))
            .distinct()
            .map(each -> shown(each, pipeline))
            .toList();
    String options =
        "--pipeline %s --bootstrap %s".formatted(quoted(nearby(folder)), kafka.bootstrap());
    return new ShownPipeline(
        pipeline.name(), pipeline.topics(), layouts, "millrace explain", options);
  }

  private static ShownLayout shown(Layout layout, PipelineDefinition pipeline) {
    Map<String, List<Topic<?, ?>>> inputs = Suite.inputs(layout, pipeline);
    return new ShownLayout(
        layout.name(),
        Suite.names(layout, pipeline).stream()
            .map(name ->
                new ShownService(
                    name, inputs.getOrDefault(name, List.of()).stream().map(Topic::name).toList()))
            .toList());
  }

  /// As short as the folder can be named from here.
  private static Path nearby(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    return whole.startsWith(here) ? here.relativize(whole) : whole;
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9._/@:+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
