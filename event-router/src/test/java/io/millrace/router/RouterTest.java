package io.millrace.router;

import static io.millrace.router.Cards.CARD;
import static io.millrace.router.Cards.COUNT;
import static io.millrace.router.Cards.EVERYWHERE;
import static io.millrace.router.Cards.RATE;
import static io.millrace.router.Cards.TERMINAL;
import static io.millrace.router.Cards.pipeline;
import static io.millrace.router.Cards.transaction;
import static io.millrace.router.Cards.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.EntityKey;
import io.millrace.contracts.Event;
import io.millrace.contracts.Observation;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.RoutingSlip;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.Route;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.expression.Expression;
import io.millrace.router.Routing.Dispatch;
import io.millrace.router.Routing.Unroutable;
import io.millrace.runtime.Releases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Part CARD_PART = Part.ofEntity("card");
  private static final Part TERMINAL_PART = Part.ofEntity("terminal");

  /// By its position, the condition that an amount is at least that.
  private static final List<Expression> AT_LEAST =
      IntStream.range(0, 10).mapToObj(least -> when("event.amount >= " + least)).toList();

  @Test
  void sendsAnEventToBothProcessorsAndNamesAllItsParts() {
    Event event = transaction(12);

    Dispatch dispatch = dispatch(pipeline(EVERYWHERE), event);

    RoutedEvent routed =
        new RoutedEvent(event, RoutingSlip.of(List.of(Part.EVENT, CARD_PART, TERMINAL_PART)));
    assertThat(dispatch.record()).isEqualTo(routed);
    assertThat(dispatch.entities()).containsExactly(CARD, TERMINAL);
    assertThat(dispatch.stateless()).contains(routed);
  }

  @Test
  void sendsAnEventToProcessorBAloneWhereTheRouteSaysSo() {
    Dispatch dispatch = dispatch(pipeline(new Route(null, false, true)), transaction(1));

    assertThat(parts(dispatch)).containsExactly(Part.EVENT);
    assertThat(dispatch.entities()).isEmpty();
    assertThat(dispatch.stateless()).isPresent();
  }

  @Test
  void letsTheFirstEntityCarryTheEventWhereProcessorBHasNoPart() {
    Dispatch dispatch = dispatch(pipeline(new Route(null, true, false)), transaction(1));

    assertThat(parts(dispatch)).containsExactly(CARD_PART, TERMINAL_PART);
    assertThat(dispatch.entities()).containsExactly(CARD, TERMINAL);
    assertThat(dispatch.stateless()).isEmpty();
  }

  @Test
  void passesOverEntitiesWithoutFeatures() {
    Dispatch dispatch = dispatch(pipeline(List.of(RATE), EVERYWHERE), transaction(1));

    assertThat(parts(dispatch)).containsExactly(Part.EVENT, TERMINAL_PART);
    assertThat(dispatch.entities()).containsExactly(TERMINAL);
  }

  @Test
  void namesAnEntityOnceHoweverManyFeaturesItHas() {
    PipelineDefinition pipeline = pipeline(List.of(COUNT, COUNT, RATE, COUNT), EVERYWHERE);

    Dispatch dispatch = dispatch(pipeline, transaction(1));

    assertThat(parts(dispatch)).containsExactly(Part.EVENT, CARD_PART, TERMINAL_PART);
  }

  @Test
  void takesTheFirstRouteThatMatches() {
    PipelineDefinition pipeline =
        pipeline(
            new Route(when("event.amount >= 100"), true, true),
            new Route(when("event.amount >= 10"), false, true),
            new Route(null, true, false));

    assertThat(parts(dispatch(pipeline, transaction(100)))).hasSize(3);
    assertThat(parts(dispatch(pipeline, transaction(99)))).containsExactly(Part.EVENT);
    assertThat(parts(dispatch(pipeline, transaction(9)))).doesNotContain(Part.EVENT);
  }

  @Test
  void letsARouteAskForTheTimeOfTheEvent() {
    Route old = new Route(when("time < timestamp('2019-01-01T00:00:00Z')"), false, true);

    Dispatch dispatch = dispatch(pipeline(old, EVERYWHERE), transaction(1));

    assertThat(parts(dispatch)).containsExactly(Part.EVENT);
  }

  @Test
  void leavesThePayloadUnreadWhereNoRouteAsks() {
    Event unreadable =
        new Event(
            "1", Instant.EPOCH, List.of(CARD), transaction(1).source(), Payload.of("not read"));

    Dispatch dispatch = dispatch(pipeline(EVERYWHERE), unreadable);

    assertThat(parts(dispatch)).containsExactly(Part.EVENT, CARD_PART);
  }

  @Test
  void hasNoWayForAnEventThatNoRouteMatches() {
    PipelineDefinition pipeline = pipeline(new Route(when("event.amount >= 100"), true, true));

    Routing routing = route(pipeline, transaction(1));

    assertThat(routing)
        .isEqualTo(
            new Unroutable("none of the 1 routes matches: end them with one that has no 'when'"));
  }

  @Test
  void hasNoWayForAnEventWhoseRouteCannotBeEvaluated() {
    PipelineDefinition pipeline = pipeline(new Route(when("10 / event.amount > 1"), true, true));

    Routing routing = route(pipeline, transaction(0));

    assertThat(((Unroutable) routing).reason()).contains("'10 / event.amount > 1'", "zero");
  }

  @Test
  void hasNoWayForAnEventWhoseRouteLeadsToNoPart() {
    PipelineDefinition pipeline =
        pipeline(
            List.of(),
            new Route(when("event.amount >= 100"), true, true),
            new Route(null, true, false));

    Routing routing = route(pipeline, transaction(1));

    assertThat(routing)
        .isEqualTo(
            new Unroutable(
                "route 2 leads nowhere: "
                    + "it names processor a alone, but no entity has features there"));
  }

  @Test
  void sendsAnOutcomeToTheEntitiesThatLearnFromItAlone() {
    Outcome outcome = Cards.outcome();

    Routing routing = route(pipeline(EVERYWHERE), outcome);

    Dispatch dispatch = new Dispatch(unstamped(outcome), List.of(TERMINAL));
    assertThat(routing).isEqualTo(dispatch);
    assertThat(dispatch.stateless()).isEmpty();
  }

  @Test
  void sendsAnOutcomeNowhereWhereNoFeatureUsesLabels() {
    Outcome outcome = Cards.outcome();

    Routing routing = route(pipeline(List.of(COUNT), EVERYWHERE), outcome);

    assertThat(routing).isEqualTo(new Dispatch(unstamped(outcome), List.of()));
  }

  @Test
  void agreesWithThePlainReadingOfTheRoutes() {
    Random random = new Random(7);

    for (int i = 0; i < 2_000; i++) {
      List<StatefulFeature> features = random.nextBoolean() ? List.of(COUNT, RATE) : List.of(RATE);
      List<Threshold> thresholds = thresholds(random);
      Event event = transaction(random.nextInt(10));
      Route[] routes = thresholds.stream().map(Threshold::route).toArray(Route[]::new);

      Routing routing = route(pipeline(features, routes), event);

      assertThat(routing).isEqualTo(plainRouting(thresholds, features, event));
    }
  }

  /// A route for amounts from `least`.
  private record Threshold(int least, boolean stateful, boolean stateless) {
    Route route() {
      return new Route(least == 0 ? null : AT_LEAST.get(least), stateful, stateless);
    }
  }

  private static List<Threshold> thresholds(Random random) {
    List<Threshold> thresholds = new ArrayList<>();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      boolean stateful = random.nextBoolean();
      thresholds.add(
          new Threshold(random.nextInt(10), stateful, !stateful || random.nextBoolean()));
    }
    return thresholds;
  }

  private static Routing plainRouting(
      List<Threshold> thresholds, List<StatefulFeature> features, Event event) {
    int amount = Integer.parseInt(event.payload().toString().replaceAll("\\D*(\\d+).*", "$1"));
    for (Threshold threshold : thresholds) {
      if (amount >= threshold.least()) {
        List<Part> parts = new ArrayList<>();
        List<EntityKey> entities = new ArrayList<>();
        if (threshold.stateless()) {
          parts.add(new Part("b"));
        }
        if (threshold.stateful() && features.contains(COUNT)) {
          parts.add(new Part("a:card"));
          entities.add(CARD);
        }
        if (threshold.stateful()) {
          parts.add(new Part("a:terminal"));
          entities.add(TERMINAL);
        }
        return new Dispatch(new RoutedEvent(event, RoutingSlip.of(parts)), entities);
      }
    }
    return new Unroutable(
        "none of the %d routes matches: end them with one that has no 'when'"
            .formatted(thresholds.size()));
  }

  private static RoutedOutcome unstamped(Outcome outcome) {
    return new RoutedOutcome(outcome, Stamp.NONE);
  }

  private static Routing route(PipelineDefinition pipeline, Observation observation) {
    return new Router(Releases.of(pipeline)).route(observation, Stamp.NONE);
  }

  private static Dispatch dispatch(PipelineDefinition pipeline, Event event) {
    return (Dispatch) route(pipeline, event);
  }

  private static List<Part> parts(Dispatch dispatch) {
    return ((RoutedEvent) dispatch.record()).slip().parts();
  }
}
