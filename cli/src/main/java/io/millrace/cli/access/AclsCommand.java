package io.millrace.cli.access;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `millrace acls`: the least that must be allowed to whom.
@Command(
    name = "acls",
    description = {
      "Print what must be allowed on the brokers to each service of a pipeline, to its producers,"
          + " to those who read what it decides, and to operators; and no more: a script of"
          + " kafka-acls.sh, which talks to no broker before it is run.",
      "Operators are those who use the millrace command."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace acls --pipeline pipelines/card-fraud",
      "  millrace acls --pipeline pipelines/card-fraud --layout composed --strict --json",
      "  millrace acls --pipeline pipelines/card-fraud --bootstrap kafka:9092 \\",
      "    --command-config admin.properties | sh -e"
    })
public final class AclsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private PipelineOption pipelineOption = new PipelineOption();

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      defaultValue = "separate",
      description = "separate or composed (default: ${DEFAULT-VALUE}).")
  private Layout layout = Layout.separate;

  @Option(
      names = "--strict",
      description = "For services in the profile strict, which write in transactions.")
  private boolean strict;

  @Option(
      names = "--principal-prefix",
      paramLabel = "TEXT",
      description =
          "What the principals begin with (default: User: and the pipeline's name and a dot).")
  private @Nullable String prefix;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "The brokers, as the script shall name them (default: ${DEFAULT-VALUE}).")
  private String bootstrap = "localhost:9092";

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Has the script connect with the properties of this file.")
  private @Nullable String commandConfig;

  @Option(names = "--json", description = "Print the grants as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    PipelineDefinition pipeline = pipelineOption.read();
    List<Principal> principals =
        new Grants(
                pipeline,
                strict ? Profile.STRICT : Profile.FAST,
                prefix == null ? "User:" + pipeline.name() + "." : prefix)
            .all(layout);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(to -> write(pipeline, principals, to)));
    } else {
      AclScript script = new AclScript(command());
      principals.forEach(principal -> script.lines(principal).forEach(out::println));
    }
    return 0;
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(List.of("kafka-acls.sh", "--bootstrap-server", bootstrap));
    if (commandConfig != null) {
      command.addAll(List.of("--command-config", commandConfig));
    }
    return command;
  }

  private void write(PipelineDefinition pipeline, List<Principal> principals, JsonGenerator to)
      throws IOException {
    to.writeStartObject();
    to.writeStringField("pipeline", pipeline.name());
    to.writeStringField("layout", layout.name());
    to.writeBooleanField("strict", strict);
    to.writeArrayFieldStart("principals");
    for (Principal principal : principals) {
      to.writeStartObject();
      to.writeStringField("role", principal.role());
      to.writeStringField("principal", principal.name());
      to.writeArrayFieldStart("grants");
      for (Grant grant : principal.grants()) {
        write(grant, to);
      }
      to.writeEndArray();
      to.writeEndObject();
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static void write(Grant grant, JsonGenerator to) throws IOException {
    to.writeStartObject();
    to.writeStringField("resource", word(grant.type()));
    to.writeStringField("pattern", word(grant.pattern()));
    to.writeArrayFieldStart("names");
    for (String name : grant.names()) {
      to.writeString(name);
    }
    to.writeEndArray();
    to.writeArrayFieldStart("operations");
    for (AclOperation operation : grant.operations()) {
      to.writeString(word(operation));
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
