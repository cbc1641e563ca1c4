package io.millrace.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.contracts.expression.Lists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationJsonTest {

  @Test
  void holdsWhatIsDocumented() throws Exception {
    String json =
        ExplanationJson.of(Explanation.of(CardTrail.whole(), CardTrail.pipeline(), Lists.EMPTY));

    assertThat(keys(json))
        .containsExactly(
            "event_id",
            "event",
            "decision",
            "prediction",
            "features",
            "another_policy",
            "rules",
            "actions",
            "records");
    assertThat(json)
        .contains("\"event\":{\"tx_id\":\"1639\",")
        .contains(
            "{\"feature\":\"card_tx_count_7d\",\"value\":4.0,\"meaning\":\"count over 7d, of card 55\",\"part\":\"a:card\",\"source\":\"card-fraud.events-a-0@1158\"}")
        .contains(
            "{\"rule\":2,\"outcome\":\"REVIEW\",\"reason\":\"ELEVATED_RISK\",\"when\":\"score >= 0.50\",\"shadow\":false,\"decides\":false,\"nearly\":true,\"finding\":\"holds_not\",\"conditions\":[{\"when\":\"score >= 0.50\",\"finding\":\"holds_not\",\"compared\":[{\"expression\":\"score\",\"value\":0.47},{\"expression\":\"0.50\",\"value\":0.5}]}]}")
        .contains(
            "{\"action\":\"block\",\"webhook\":\"https://bank.example/blocks\",\"status\":\"FAILED\",\"attempts\":20,\"answer\":\"503 busy\",\"asked\":\"card-fraud.actions-1@4\",\"result\":\"card-fraud.action-results-1@3\"}")
        .contains("{\"action\":\"log\",\"log\":true,\"asked\":\"card-fraud.actions-1@4\"}");
  }

  @Test
  void leavesOutWhatIsNotKeptAnyMore() throws Exception {
    String json =
        ExplanationJson.of(Explanation.of(CardTrail.old(), CardTrail.pipeline(), Lists.EMPTY));

    assertThat(keys(json)).doesNotContain("event", "prediction");
    assertThat(json)
        .contains("\"features\":[],")
        .contains("\"records\":{\"decision\":\"card-fraud.decisions-3@435\"}");
  }

  /// Those of the object itself.
  private static List<String> keys(String json) throws IOException {
    List<String> keys = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        keys.add(key);
        parser.nextToken();
        parser.skipChildren();
      }
      assertThat(parser.nextToken()).isNull();
    }
    return keys;
  }
}
