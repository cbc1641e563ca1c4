package io.millrace.router;

import static io.millrace.router.Cards.CARD;
import static io.millrace.router.Cards.EVERYWHERE;
import static io.millrace.router.Cards.TERMINAL;
import static io.millrace.router.Cards.pipeline;
import static io.millrace.router.Cards.transaction;
import static io.millrace.router.Cards.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Position;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.StreamRecord;
import io.millrace.contracts.definition.Route;
import io.millrace.runtime.Releases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedRoutingTest {
  private static final int STATELESS = 2;
  private static final int UNKNOWN = 9;

  private final RecordedRouting routing =
      new RecordedRouting(
          Releases.of(
              Map.of(
                  0,
                  pipeline(EVERYWHERE),
                  1,
                  pipeline(new Route(when("event.amount >= 10"), true, true)),
                  STATELESS,
                  pipeline(new Route(null, false, true)))));

  @Test
  void routesEachRecordByWhatStandsBeforeItInItsPartition() {
    List<List<EntityKey>> ways =
        List.of(
            entities(0, 0, transaction(12)),
            entities(0, 1, assignment(1, STATELESS)),
            entities(0, 2, transaction(12)),
            entities(1, 0, transaction(12)),
            entities(0, 3, assignment(2, 1)),
            entities(0, 4, Cards.outcome()));

    assertThat(ways)
        .containsExactly(
            List.of(CARD, TERMINAL),
            List.of(),
            List.of(),
            List.of(CARD, TERMINAL),
            List.of(),
            List.of(TERMINAL));
  }

  @Test
  void stampsAsTheStageDid() {
    route(0, 0, assignment(7, 1));

    Optional<Routing.Dispatch> dispatch = route(0, 1, transaction(12));

    assertThat(dispatch.orElseThrow().record().stamp()).isEqualTo(new Stamp(7, 1, null));
  }

  @Test
  void beginsWithWhatWasInChargeWhereTheBeginningIsLost() {
    routing.begin(0, assignment(5, STATELESS));

    List<EntityKey> lost = entities(0, 1_000, transaction(12));
    List<EntityKey> complete = entities(1, 0, transaction(12));

    assertThat(lost).isEmpty();
    assertThat(complete).containsExactly(CARD, TERMINAL);
  }

  @Test
  void passesOverWhatWentToTheDeadLetters() {
    route(0, 0, assignment(1, 1));
    Optional<Routing.Dispatch> withoutWay = route(0, 1, transaction(9));
    Optional<Routing.Dispatch> unknownRelease = route(0, 2, assignment(2, UNKNOWN));
    Optional<Routing.Dispatch> after = route(0, 3, transaction(12));

    assertThat(withoutWay).isEmpty();
    assertThat(unknownRelease).isEmpty();
    assertThat(after.orElseThrow().record().stamp().release()).isEqualTo(1);
  }

  private List<EntityKey> entities(int partition, long offset, StreamRecord record) {
    return route(partition, offset, record).map(Routing.Dispatch::entities).orElse(List.of());
  }

  private Optional<Routing.Dispatch> route(int partition, long offset, StreamRecord record) {
    return routing.route(new Position("card-fraud.events", partition, offset), record);
  }

  private static Assignment assignment(int number, int release) {
    return new Assignment(number, release, null, Assignment.Cause.ASSIGN, "");
  }
}
