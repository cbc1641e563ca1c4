package io.millrace.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelRef;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ModelCardFormatTest {
  private static final ModelCard.Dataset JULY =
      new ModelCard.Dataset(
          "features.csv.gz",
          null,
          "ab12",
          LocalDate.of(2018, 7, 25),
          LocalDate.of(2018, 7, 31),
          67_240,
          603);

  private static final ModelCard CARD =
      new ModelCard(
          new ModelRef("card-fraud", "cd34"),
          Map.of("features", List.of("amount", "is_night")),
          List.of("score"),
          new ModelCard.Provenance("millrace 0.1.0", Map.of("seed", "42"), JULY),
          List.of(
              new ModelCard.Evaluation(
                  ModelCard.Evaluation.TRAINING, JULY, Map.of("auc_roc", 0.875))),
          List.of(
              new ModelCard.GoldenVector(
                  Map.of("amount", FeatureValue.of((double) 0.1f)),
                  Map.of("score", FeatureValue.of(0.5)))),
          new ModelCard.Quantiles(
              Map.of("amount", List.of(0.0, 12.5, 900.0), "is_night", List.of()),
              Map.of("score", List.of(0.001, 0.01, 0.99))));

  @Test
  void aCardSurvivesTheRoundTrip() throws IOException {
    byte[] json = JsonOutput.write(CARD, new ModelCardFormat());

    ModelCard read = JsonInput.read(json, new ModelCardFormat());

    assertThat(read).isEqualTo(CARD);
    assertThat(read.features()).containsExactly("amount", "is_night");
  }

  @Test
  void aCardOfAnotherToolNeedsOnlyTheModelAndItsInputs() throws IOException {
    String json =
        """
        {"name": "brought", "sha256": "ef56", "trained_with": {"tool": "scikit-learn"},
         "inputs": {"float_input": ["amount"], "text": ["message"]}}
        """;

    ModelCard card = read(json);

    assertThat(card)
        .isEqualTo(
            new ModelCard(
                new ModelRef("brought", "ef56"),
                Map.of("float_input", List.of("amount"), "text", List.of("message")),
                List.of(),
                null,
                List.of(),
                List.of(),
                null));
    assertThat(card.features()).containsExactly("amount", "message");
  }

  @Test
  void keepsReadingWhatItOnceWrote() throws IOException {
    String frozen =
        """
        {
          "name" : "card-fraud",
          "sha256" : "cd34",
          "inputs" : {"features" : [ "amount", "is_night" ]},
          "outputs" : [ "score" ],
          "provenance" : {
            "made_by" : "millrace 0.1.0",
            "parameters" : {"seed" : "42"},
            "data" : {"file" : "features.csv.gz", "sha256" : "ab12", "from" : "2018-07-25",
                      "to" : "2018-07-31", "rows" : 67240, "positives" : 603}
          },
          "evaluations" : [ {
            "on" : "training",
            "data" : {"file" : "features.csv.gz", "sha256" : "ab12", "from" : "2018-07-25",
                      "to" : "2018-07-31", "rows" : 67240, "positives" : 603},
            "metrics" : {"auc_roc" : 0.875}
          } ],
          "golden" : [ {
            "features" : {"amount" : 0.10000000149011612},
            "outputs" : {"score" : 0.5}
          } ],
          "quantiles" : {
            "features" : {"amount" : [ 0.0, 12.5, 900.0 ], "is_night" : [ ]},
            "outputs" : {"score" : [ 0.001, 0.01, 0.99 ]}
          }
        }
        """;

    ModelCard card = read(frozen);

    assertThat(card).isEqualTo(CARD);
  }

  @Test
  void saysWhichRecordsOfATopicTheRowsAre() throws IOException {
    String frozen =
        """
        {
          "name" : "card-fraud",
          "sha256" : "cd34",
          "inputs" : {"features" : [ "amount" ]},
          "provenance" : {
            "made_by" : "millrace 0.1.0",
            "parameters" : {"run" : "3", "seed" : "42"},
            "data" : {"file" : "card-fraud.examples", "offsets" : {"from" : 1200, "to" : 9007199254},
                      "sha256" : "ab12", "from" : "2018-07-25", "to" : "2018-07-31",
                      "rows" : 67240, "positives" : 603}
          }
        }
        """;

    ModelCard card = read(frozen);

    assertThat(Objects.requireNonNull(card.provenance()).data())
        .isEqualTo(
            new ModelCard.Dataset(
                "card-fraud.examples",
                new ModelCard.Offsets(1200, 9_007_199_254L),
                "ab12",
                LocalDate.of(2018, 7, 25),
                LocalDate.of(2018, 7, 31),
                67_240,
                603));
    assertThat(read(new String(JsonOutput.write(card, new ModelCardFormat()), UTF_8)))
        .isEqualTo(card);
  }

  @Test
  void refusesOffsetsThatHoldNoRecord() {
    assertThatThrownBy(() -> new ModelCard.Offsets(7, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("offsets 7 to 7 are no records: 'to' is the one after the last");
  }

  @Test
  void saysWhichFieldIsMissingOrWrong() {
    assertThatThrownBy(() -> read("{\"name\": \"m\", \"inputs\": {\"features\": [\"a\"]}}"))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("'sha256' is missing");
    assertThatThrownBy(() -> read("{\"name\": \"m\", \"sha256\": \"x\", \"inputs\": [\"a\"]}"))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("'inputs' should be an object");
    assertThatThrownBy(
            () -> read("{\"name\": \"m\", \"sha256\": \"x\", \"inputs\": {\"features\": []}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs inputs");
    assertThatThrownBy(() ->
            read("{\"provenance\": {\"made_by\": \"m\", \"data\": {\"from\": \"yesterday\"}}}"))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("'yesterday' is not a day");
  }

  private static ModelCard read(String json) throws IOException {
    return JsonInput.read(json.getBytes(UTF_8), new ModelCardFormat());
  }
}
