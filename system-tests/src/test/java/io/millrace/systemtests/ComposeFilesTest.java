package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.PipelineOption;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The suite as `docker compose up` brings it, in each layout.
class ComposeFilesTest {
  private static final int MEGABYTES = 7 * 1024;
  private static final Pattern SIZE = Pattern.compile("(\\d+)([mg])");
  private static final Pattern FILE =
      Pattern.compile("\\./(prometheus/\\S+):/etc/prometheus/prometheus.yml:ro");

  @ParameterizedTest
  @EnumSource
  void runsEachServiceOfThePipelineAndNoOther(Layout layout) throws IOException {
    List<String> run =
        ComposeProject.of(layout).containers().stream()
            .filter(container -> container.command().startsWith("service "))
            .map(container -> container.command().substring("service ".length()))
            .toList();

    assertThat(run).containsExactlyInAnyOrderElementsOf(services(layout));
  }

  @ParameterizedTest
  @EnumSource
  void confinesWhatItRuns(Layout layout) throws IOException {
    assertThat(ComposeProject.of(layout).containers())
        .allSatisfy(container -> {
          assertThat(container.settings())
              .containsKeys("mem_limit", "cpus", "logging", "stop_grace_period", "restart")
              .containsEntry("cap_drop", List.of("ALL"))
              .containsEntry("security_opt", List.of("no-new-privileges:true"));
          if (container.isOurs()) {
            assertThat(container.settings())
                .containsEntry("read_only", true)
                .containsEntry("tmpfs", List.of("/tmp:exec,size=128m"));
          } else {
            assertThat(container.settings()).containsKey("healthcheck");
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void fitsIntoTheMemoryThatItAsksFor(Layout layout) throws IOException {
    int megabytes =
        ComposeProject.of(layout).containers().stream()
            .filter(container -> !container.command().startsWith("topics "))
            .mapToInt(container -> megabytes(container.settings().get("mem_limit")))
            .sum();

    assertThat(megabytes).isLessThanOrEqualTo(MEGABYTES);
  }

  /// A name, a port or a folder of the host can be one container's only.
  @ParameterizedTest
  @EnumSource
  void letsThereBeSeveralOfEachService(Layout layout) throws IOException {
    ComposeProject project = ComposeProject.of(layout);

    assertThat(services(layout))
        .map(project::container)
        .allSatisfy(container -> {
          assertThat(container.settings())
              .doesNotContainKeys("container_name", "hostname", "ports", "volumes");
          assertThat(String.valueOf(container.settings().get("environment")))
              .doesNotContain("MILLRACE_INSTANCE");
        });
  }

  @ParameterizedTest
  @EnumSource
  void hasPrometheusAskEachService(Layout layout) throws IOException {
    String volumes =
        String.valueOf(ComposeProject.of(layout).container("prometheus").settings().get("volumes"));
    Matcher file = FILE.matcher(volumes);
    assertThat(file.find()).as(volumes).isTrue();

    String config = ComposeProject.yaml(file.group(1)).toString();

    assertThat(config).contains("names=[%s]".formatted(String.join(", ", services(layout))));
  }

  @Test
  void runsTheBrokerThatItIsTestedWith() throws IOException {
    assertThat(ComposeProject.of(Layout.separate).container("kafka").settings())
        .containsEntry("image", ContainerBrokerIT.IMAGE);
  }

  private static List<String> services(Layout layout) {
    return Suite.names(layout, PipelineOption.read(Repository.pipeline("card-fraud")));
  }

  private static int megabytes(@Nullable Object size) {
    Matcher matcher = SIZE.matcher(String.valueOf(size));
    assertThat(matcher.matches()).as("a limit of memory: %s", size).isTrue();
    return Integer.parseInt(matcher.group(1)) * (matcher.group(2).equals("g") ? 1024 : 1);
  }
}
