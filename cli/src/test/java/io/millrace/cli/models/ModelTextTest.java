package io.millrace.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.learning.LearningLog.Entry;
import io.millrace.cli.models.ShownModel.Release;
import io.millrace.cli.models.ShownModel.Role;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.Evaluation.Evidence;
import io.millrace.contracts.Evaluation.Group;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.LearningEvent.Published;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Dataset;
import io.millrace.contracts.ModelCard.GoldenVector;
import io.millrace.contracts.ModelCard.Offsets;
import io.millrace.contracts.ModelCard.Provenance;
import io.millrace.contracts.ModelCard.Quantiles;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ModelCardFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelTextTest {
  private static final Dataset EXAMPLES =
      new Dataset(
          "cards.examples",
          new Offsets(1200, 68_440),
          "ab12",
          LocalDate.of(2018, 7, 25),
          LocalDate.of(2018, 7, 31),
          67_240,
          603);

  private static final ModelCard CARD =
      new ModelCard(
          new ModelRef("cards", "cd34"),
          Map.of("features", List.of("amount", "is_night")),
          List.of("score"),
          new Provenance(
              "millrace 0.1.0", new TreeMap<>(Map.of("run", "3", "seed", "42")), EXAMPLES),
          List.of(
              new ModelCard.Evaluation(
                  ModelCard.Evaluation.TRAINING, EXAMPLES, Map.of("average_precision", 0.8765))),
          List.of(
              new GoldenVector(
                  Map.of("amount", FeatureValue.of(1)), Map.of("score", FeatureValue.of(0.5)))),
          new Quantiles(
              new TreeMap<>(Map.of("amount", List.of(0.0, 12.5, 900.0), "is_night", List.of())),
              Map.of("score", List.of(0.001, 0.01, 0.99))));

  private static final Evaluation LIVE =
      new Evaluation(
          LocalDate.of(2018, 8, 14),
          new Group(4, null),
          new Evidence(1_234, 12, 6_000),
          Map.of("average_precision", 0.71),
          List.of());

  private static final Entry BORN =
      new Entry(
          new Published(3, Instant.parse("2018-08-07T00:00:00Z"), 4, Map.of("auc_roc", 0.9)),
          3,
          false);

  @Test
  void tellsWhatAModelIsWhatMadeItAndWhatBecameOfIt() {
    ShownModel shown =
        new ShownModel(
            files(CARD, "cd34"),
            new Release(4, "run 3: on time", Role.SHADOW),
            LIVE,
            List.of(BORN));

    assertThat(String.join("\n", ModelText.of(shown)))
        .isEqualTo(
            """
            Model
              name     cards
              release  4: run 3: on time
              now      asked beside the release in charge
              file     model.onnx, 51,200 bytes
              sha256   cd34
              input    features  amount, is_night
              output   score

            Made
              by            millrace 0.1.0
              from          cards.examples, offsets 1200 to 68439
              days          2018-07-25 to 2018-07-31
              which are     67,240 rows, 603 of them positive
              their sha256  ab12
              run           3
              seed          42

            Evaluations
              training  2018-07-25 to 2018-07-31  67,240 rows, 603 of them positive: average_precision 0.8765

            Golden vectors
              1 that the model must answer alike

            Quantiles: least, median and greatest in training
              amount    0      12.5  900
              is_night  no values
              score     0.001  0.01  0.99

            Live
              up to 2018-08-14  1,234 examples, 12 of them positive: average_precision 0.71

            Life
              2018-08-07T00:00:00Z  run 3  release 4 published; on the newest examples: auc_roc 0.9\
            """);
  }

  @Test
  void saysWhatIsNotKnownOfAModelOfAnotherTool() {
    ModelCard brought =
        new ModelCard(
            new ModelRef("brought", "ef56"),
            Map.of("x", List.of("amount")),
            List.of(),
            null,
            List.of(),
            List.of(),
            null);

    List<String> lines =
        ModelText.of(new ShownModel(files(brought, "cd34"), null, null, List.of()));

    assertThat(lines)
        .contains(
            "  file    model.onnx, 51,200 bytes: the card is of another model, no service takes it")
        .containsSequence("Made", "  nothing is known", "", "Evaluations", "  nothing is known")
        .containsSequence("Life", "  nothing is known");
  }

  @Test
  void hasTheWholeCardForMachines() {
    ShownModel shown =
        new ShownModel(
            files(CARD, "cd34"),
            new Release(4, "run 3: on time", Role.SHADOW),
            LIVE,
            List.of(BORN));

    assertThat(ModelJson.of(shown))
        .startsWith(
            "{\"release\":4,\"note\":\"run 3: on time\",\"now\":\"shadow\",\"file\":\"model.onnx\","
                + "\"bytes\":51200,\"sha256\":\"cd34\",\"card\":{\"name\":\"cards\",")
        .contains("\"offsets\":{\"from\":1200,\"to\":68440}")
        .contains(",\"live\":{\"day\":\"2018-08-14\",")
        .endsWith(
            ",\"life\":[{\"type\":\"published\",\"run\":3,\"at\":\"2018-08-07T00:00:00Z\","
                + "\"release\":4,\"metrics\":{\"auc_roc\":0.9}}]}");
  }

  private static ModelFiles files(ModelCard card, String sha256) {
    return new ModelFiles(
        "model.onnx",
        51_200,
        sha256,
        card,
        new String(JsonOutput.write(card, new ModelCardFormat()), StandardCharsets.UTF_8));
  }
}
