package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Action;
import io.millrace.contracts.ActionResult;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Position;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {

  @Test
  void writesAllThatThePageReads() {
    assertThat(SnapshotJson.of(busy()))
        .isEqualTo(
            """
            {"at":1000,"pipeline":"cards","layout":"separate","problem":"","quiet_s":3,\
            "topics":{"decisions":{"rate":99.5,"written":900},"raw":{"rate":100.123,"written":1000}},\
            "services":[{"name":"ingestion","health":"behind","instances":2,"lag":1234},\
            {"name":"router","health":"down","instances":0,"lag":null}],\
            "latency":{"p50":4,"p95":9,"p99":12,"measured":200},\
            "scores":{"from":0.0,"to":1.0,"counts":[0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0]},\
            "release":{"number":2,"note":"new <model>","why":"assign: better","model":"cards","sha256":"ab12",\
            "challenger":{"number":3,"percent":10}},\
            "dead_letters":{"kept":7,"latest":{"reason":"amount is missing","stage":"ingestion",\
            "position":"cards.dead-letters-0@6","at":900}},\
            "decisions":[{"event_id":"</script>","outcome":"DECLINE","reasons":"LOW_RISK","entities":"card:42",\
            "score":0.25,"release":2,"degraded":false,"at":990,"latency_ms":10,"position":"cards.decisions-0@5",\
            "command":"millrace explain 1"}],\
            "actions":[{"event_id":"1","action":"call","target":"596 to list blocked","at":990,"status":"failed",\
            "attempts":20,"answer":"503","command":""}],\
            "point":{"at":1000,"in":100.123,"decided":99.5,"p50":4,"p99":12,"outcomes":{"APPROVE":90.0,"DECLINE":9.5}}}\
            """);
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(SnapshotJson.of(idle()))
        .contains(
            "\"topics\":{},\"services\":[]",
            "\"release\":{\"number\":0,\"note\":\"\",\"why\":\"\"}",
            "\"dead_letters\":{\"kept\":0},\"decisions\":[],\"actions\":[]",
            "\"problem\":\"Kafka does not answer\"",
            "\"point\":{\"at\":1000,\"in\":0.0,\"decided\":0.0,\"p50\":null,\"p99\":null,\"outcomes\":{}}");
  }

  static Snapshot idle() {
    return new Snapshot(
        1_000,
        "cards",
        "separate",
        "Kafka does not answer",
        0,
        Map.of(),
        List.of(),
        new Snapshot.Seen(
            LatencySummary.of(List.of()),
            OutcomeShares.of(List.of(), 0),
            ScoreHistogram.of(List.of()),
            List.of(),
            List.of(),
            0,
            Optional.empty()),
        new Snapshot.Releases(Charge.FOLDER, Optional.empty()));
  }

  private static Snapshot busy() {
    DecisionRow decision =
        new DecisionRow(
            SeenRecordsTest.decision("</script>", "DECLINE", 0.25),
            990,
            OptionalLong.of(10),
            new Position("cards.decisions", 0, 5),
            Optional.of("millrace explain 1"));
    ActionRow action =
        new ActionRow(
            SeenRecordsTest.action("1", new Action.Target.ToList("blocked", "596", null)),
            990,
            Optional.empty(),
            Optional.of(new ActionResult("1", "call", ActionResult.Status.FAILED, 20, "503")));
    Snapshot.Seen seen =
        new Snapshot.Seen(
            new LatencySummary(4, 9, 12, 200),
            new OutcomeShares(Map.of("DECLINE", 9.5, "APPROVE", 90.0)),
            ScoreHistogram.of(Collections.singletonList(0.25)),
            List.of(decision),
            List.of(action),
            7,
            Optional.of(
                new LetterRow(
                    new DeadLetter("amount is missing", "ingestion", null),
                    new Position("cards.dead-letters", 0, 6),
                    900)));
    return new Snapshot(
        1_000,
        "cards",
        "separate",
        "",
        3,
        new java.util.TreeMap<>(
            Map.of("raw", new TopicFlow(100.1234, 1_000), "decisions", new TopicFlow(99.5, 900))),
        List.of(
            new ServiceFlow("ingestion", Health.BEHIND, 2, OptionalLong.of(1_234)),
            new ServiceFlow("router", Health.DOWN, 0, OptionalLong.empty())),
        seen,
        new Snapshot.Releases(
            new Charge(2, "new <model>", Optional.of(new Challenger(3, 10)), "assign: better"),
            Optional.of(new ModelRef("cards", "ab12"))));
  }
}
