package io.millrace.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.cli.PipelineOption;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackJsonTest {
  private static final String HEADER =
      "tx_id,event_time,customer_id,terminal_id,amount,fraud,reported_by";

  @TempDir private Path folder;

  private PipelineDefinition pipeline;

  @BeforeEach
  void askWhoSaysSo() throws IOException {
    Path asking = Files.createDirectories(folder.resolve("cards"));
    String yaml = Files.readString(Cards.FOLDER.resolve("pipeline.yaml"));
    Files.writeString(
        asking.resolve("pipeline.yaml"),
        yaml.replace("label: fraud,", "label: fraud, reporter: reported_by,"));
    Files.copy(Cards.FOLDER.resolve("event.schema.json"), asking.resolve("event.schema.json"));
    pipeline = PipelineOption.read(asking);
  }

  @Test
  void saysWhoReportsWhereThePipelineAsks() throws IOException {
    assertThat(feedback(pipeline, "1,2018-06-01T10:00:00Z,42,7,12.50,1,desk"))
        .isEqualTo(
            "{\"tx_id\":\"1\",\"event_time\":\"2018-06-01T10:00:00Z\",\"customer_id\":\"42\",\"terminal_id\":\"7\",\"fraud\":1,\"labelled_at\":\"2018-06-02T10:00:00Z\",\"reported_by\":\"desk\"}");
  }

  @Test
  void namesNobodyWhereTheCellIsEmpty() throws IOException {
    assertThat(feedback(pipeline, "1,2018-06-01T10:00:00Z,42,7,12.50,1,"))
        .doesNotContain("reported_by");
  }

  @Test
  void namesNobodyWhereThePipelineDoesNotAsk() throws IOException {
    assertThat(feedback(Cards.pipeline(), "1,2018-06-01T10:00:00Z,42,7,12.50,1,desk"))
        .doesNotContain("desk");
  }

  private String feedback(PipelineDefinition asking, String row) throws IOException {
    Path file = Cards.table(folder, "t.csv", HEADER, row);
    try (History history = History.open(file, asking, Map.of(), null)) {
      PastEvent event = history.next();
      Label label = Objects.requireNonNull(event.outcome());
      return new String(
          new FeedbackJson(asking).write(new PastOutcome(event, label)), StandardCharsets.UTF_8);
    }
  }
}
