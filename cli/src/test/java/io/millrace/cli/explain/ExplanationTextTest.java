package io.millrace.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.kafka.Found;
import io.millrace.contracts.Decision;
import io.millrace.contracts.Decision.HeldBack;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.expression.Lists;
import io.millrace.runtime.ReleaseFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTextTest {

  @Test
  void tellsTheWholeStoryOfADecision() throws Exception {
    String text =
        ExplanationText.of(Explanation.of(CardTrail.whole(), CardTrail.pipeline(), Lists.EMPTY));

    assertThat(text)
        .isEqualToNormalizingNewlines(
            """
            Decision
              outcome  APPROVE, by rule 5

            Event
              id        1639
              time      2018-04-03T23:02:40Z
              card      55
              terminal  577
              json      {"tx_id":"1639","event_time":"2018-04-03T23:02:40Z","customer_id":"55","terminal_id":"577","amount":312.5}

            Features
              card_tx_count_7d   4      count over 7d, of card 55
              terminal_risk_30d  0.02   rate of fraud over 30d, up to 7d before, of terminal 577
              amount             312.5  event.amount

            Score
              score     0.47
              moved by  +0.31  amount is 312.5
              moved by  -0.02  terminal_risk_30d is 0.02

            Rules, the first that holds decides
              1  no       DECLINE  HIGH_RISK            score >= 0.90: score is 0.47
              2  nearly   REVIEW   ELEVATED_RISK        score >= 0.50: score is 0.47
              3  no       REVIEW   LARGE_AMOUNT         event.amount > 500: event.amount is 312.5
              4  nearly   REVIEW   INCOMPLETE_FEATURES  degraded && event.amount > 200
                                                          no      degraded
                                                          yes     event.amount > 200: event.amount is 312.5
              5  decides  APPROVE                       otherwise

            Actions
              topic-card-blocks  to topic card-blocks            PERFORMED after 1 attempt: written to card-blocks
              block              to https://bank.example/blocks  FAILED after 20 attempts: 503 busy
              log                to the log                      not performed yet

            Versions
              release  0, the folder that the services were started with
              model    card-fraud, sha256 ab12

            Records
              raw                       card-fraud.raw-2@379  arrived 2026-11-28T18:14:27.522Z
              part b                    card-fraud.events-b-3@435
              part a:card               card-fraud.events-a-0@1158
              prediction                card-fraud.predictions-3@435
              decision                  card-fraud.decisions-3@435
              action topic-card-blocks  card-fraud.actions-1@4
              its result                card-fraud.action-results-1@3
              action block              card-fraud.actions-1@4
              its result                card-fraud.action-results-1@3
              action log                card-fraud.actions-1@4\
            """);
  }

  @Test
  void saysWhatIsNotKeptAnyMore() throws Exception {
    String text =
        ExplanationText.of(Explanation.of(CardTrail.old(), CardTrail.pipeline(), Lists.EMPTY));

    assertThat(text)
        .contains("outcome  APPROVE, by rule 5")
        .contains("json      not kept any more")
        .contains("the prediction is not kept any more")
        .contains("moved by  +0.31  amount")
        .contains("raw         card-fraud.raw-2@379  not kept any more")
        .containsPattern("Actions\\R  none");
  }

  @Test
  void saysFromWhatAnEventWasHeldBack(@TempDir Path folder) throws Exception {
    for (Map.Entry<String, byte[]> file :
        ReleaseFiles.read(Path.of("../pipelines/card-fraud")).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    String yaml = Files.readString(folder.resolve("pipeline.yaml"));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        yaml.replace("score >= 0.50", "score >= 0.45")
            .replace("learning:\n", "learning:\n  blinding: [REVIEW]\n  hold_back: 1\n"));
    Trail whole = CardTrail.whole();
    Found<Decision> heldBack = CardTrail.heldBack(5, new HeldBack("REVIEW", 1));
    Trail trail = new Trail(heldBack, whole.prediction(), whole.raw(), whole.actions());
    Explanation explanation = Explanation.of(trail, new PipelineReader().read(folder), Lists.EMPTY);

    String text = ExplanationText.of(explanation);

    assertThat(text)
        .containsPattern(
            "outcome +APPROVE, by rule 5\\R +reason +HELD_BACK\\R +held back +from REVIEW: ")
        .containsPattern("2 +held back +REVIEW +ELEVATED_RISK +score >= 0.45: score is 0.47")
        .containsPattern("5 +decides +APPROVE")
        .contains("Rules, the first that holds decides");
    assertThat(ExplanationJson.of(explanation))
        .contains("\"held_back\":{\"outcome\":\"REVIEW\",\"share\":1.0}")
        .contains("\"finding\":\"held_back\"");
  }

  @Test
  void saysThatTheFolderHasChangedSince() throws Exception {
    Trail whole = CardTrail.whole();
    Found<Decision> byAnother = CardTrail.decision(4);
    Trail trail = new Trail(byAnother, whole.prediction(), whole.raw(), whole.actions());

    String text = ExplanationText.of(Explanation.of(trail, CardTrail.pipeline(), Lists.EMPTY));

    assertThat(text)
        .contains(
            "Rules, of the folder as it is: it has changed since, for these decide otherwise");
  }

  @Test
  void takesADecisionOfAnEarlierBuildThatNamesNoRule() throws Exception {
    Trail whole = CardTrail.whole();
    Trail trail =
        new Trail(CardTrail.decision(0), whole.prediction(), whole.raw(), whole.actions());

    String text = ExplanationText.of(Explanation.of(trail, CardTrail.pipeline(), Lists.EMPTY));

    assertThat(text).startsWith("Decision\n  outcome  APPROVE\n").contains("Rules, the first");
  }
}
