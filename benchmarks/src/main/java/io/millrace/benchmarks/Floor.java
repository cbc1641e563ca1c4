package io.millrace.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.runtime.Profile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The floor: what Kafka itself costs for the hops and records of the card-fraud pipeline.
///
/// Six relays, each one consumer and one producer, move as many records an event over as many hops
/// as the services do, and compute nothing. What a pipeline takes beyond it is its own.
public final class Floor implements Closeable {
  /// Topics of the floor, in the order of the stream.
  public static final List<String> TOPICS =
      Stream.of(
              "raw",
              "events",
              "events-a",
              "events-b",
              "features-a",
              "features-b",
              "predictions",
              "decisions")
          .map(Floor::topic)
          .toList();

  private final List<Relay> relays;

  private Floor(List<Relay> relays) {
    this.relays = relays;
  }

  /// Where events are published, and where they come out.
  public static Subject subject(Map<String, Object> client) {
    return new Subject(topic("raw"), topic("decisions"), client);
  }

  /// Starts the relays, with the settings of the services, so that only the computing differs.
  ///
  /// @param idField the field that keys what services key by event
  /// @param entityFields those that key what they key by entity
  public static Floor start(
      Map<String, Object> client, Profile profile, String idField, List<String> entityFields) {
    return new Floor(
        steps(idField, entityFields).stream()
            .map(step -> Relay.start(step, client, profile))
            .toList());
  }

  /// What the relays do, one for each service up to the decision.
  static List<Relay.Step> steps(String idField, List<String> entityFields) {
    Relay.Step ingestion =
        new Relay.Step(List.of(topic("raw")), 1, out("events", entityFields.subList(0, 1)));
    Relay.Step router =
        new Relay.Step(
            List.of(topic("events")),
            1,
            Stream.concat(
                    out("events-a", entityFields).stream(),
                    out("events-b", List.of(idField)).stream())
                .toList());
    Relay.Step a =
        new Relay.Step(List.of(topic("events-a")), 1, out("features-a", List.of(idField)));
    Relay.Step b =
        new Relay.Step(List.of(topic("events-b")), 1, out("features-b", List.of(idField)));
    Relay.Step model =
        new Relay.Step(
            List.of(topic("features-a"), topic("features-b")),
            entityFields.size() + 1,
            out("predictions", List.of(idField)));
    Relay.Step decision =
        new Relay.Step(List.of(topic("predictions")), 1, out("decisions", List.of(idField)));
    return List.of(ingestion, router, a, b, model, decision);
  }

  /// One text field of a JSON object.
  static byte[] field(byte[] json, String field) {
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        if (field.equals(parser.currentName()) && parser.currentToken().isScalarValue()) {
          return parser.getText().getBytes(StandardCharsets.UTF_8);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the floor carries JSON alone", e);
    }
    throw new IllegalArgumentException("no field " + field);
  }

  private static final JsonFactory JSON = new JsonFactory();

  private static List<Relay.Copy> out(String topic, List<String> keyFields) {
    return keyFields.stream().map(field -> new Relay.Copy(topic(topic), field)).toList();
  }

  private static String topic(String name) {
    return "floor." + name;
  }

  @Override
  public void close() {
    relays.forEach(Relay::close);
  }
}
