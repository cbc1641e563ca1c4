package io.millrace.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Action;
import io.millrace.contracts.Event;
import io.millrace.contracts.Payload;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.expression.Lists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reference of `pipeline.yaml` shows the body that its example makes.
class ReferenceBodyTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference", "pipeline-yaml.md");

  @Test
  void showsTheBodyOfItsExample(@TempDir Path folder) throws Exception {
    for (String file : List.of("pipeline.yaml", "event.schema.json")) {
      Files.writeString(folder.resolve(file), example(file));
    }
    Files.writeString(folder.resolve("model.onnx"), "");
    PipelineDefinition shop = new PipelineReader().read(folder);
    Event some = TestPipeline.event("o-1", 1);
    Event order =
        new Event(
            "o-1",
            some.time(),
            some.entities(),
            some.source(),
            Payload.of("{\"order_id\":\"o-1\",\"total\":20.0}"));
    Prediction prediction = TestPipeline.prediction(order, Map.of(), 0.93, List.of());
    ReleasePolicy release = ReleasePolicy.of(shop);
    Verdict verdict = release.policy().judge(prediction, Lists.EMPTY);

    List<Action> actions =
        release
            .plan()
            .actionsFor(new Decided(verdict.on(prediction, new Position("p", 0, 0)), prediction));

    assertThat(actions)
        .filteredOn(action -> action.name().equals("stop-order"))
        .singleElement()
        .extracting(Action::body)
        .hasToString(example("body").strip());
  }

  private static String example(String name) throws Exception {
    Pattern block =
        Pattern.compile("<!-- example: %s -->\n```\\w+\n(.*?)```".formatted(name), Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(REFERENCE));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
