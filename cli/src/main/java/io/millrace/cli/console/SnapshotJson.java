package io.millrace.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.JsonText;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.ModelRef;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A snapshot as the page reads it.
final class SnapshotJson {
  private final Snapshot snapshot;
  private final JsonGenerator out;

  private SnapshotJson(Snapshot snapshot, JsonGenerator out) {
    this.snapshot = snapshot;
    this.out = out;
  }

  static String of(Snapshot snapshot) {
    return JsonText.of(out -> new SnapshotJson(snapshot, out).write());
  }

  /// What the charts keep of a snapshot.
  static String point(Snapshot snapshot) {
    return JsonText.of(out -> new SnapshotJson(snapshot, out).writePoint());
  }

  private void write() throws IOException {
    out.writeStartObject();
    out.writeNumberField("at", snapshot.millis());
    out.writeStringField("pipeline", snapshot.pipeline());
    out.writeStringField("layout", snapshot.layout());
    out.writeStringField("problem", snapshot.problem());
    out.writeNumberField("quiet_s", snapshot.quietSeconds());
    writeTopics();
    writeServices();
    writeLatency();
    writeScores();
    writeRelease();
    writeDeadLetters();
    out.writeArrayFieldStart("decisions");
    for (DecisionRow row : snapshot.seen().decisions()) {
      RowJson.write(row, out);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("actions");
    for (ActionRow row : snapshot.seen().actions()) {
      RowJson.write(row, out);
    }
    out.writeEndArray();
    out.writeFieldName("point");
    writePoint();
    out.writeEndObject();
  }

  private void writePoint() throws IOException {
    LatencySummary latency = snapshot.seen().latency();
    boolean isMeasured = latency.measured() > 0;
    out.writeStartObject();
    out.writeNumberField("at", snapshot.millis());
    writeRate("in", snapshot.rate("raw"));
    writeRate("decided", snapshot.rate("decisions"));
    writeOptional("p50", isMeasured ? OptionalLong.of(latency.p50()) : OptionalLong.empty());
    writeOptional("p99", isMeasured ? OptionalLong.of(latency.p99()) : OptionalLong.empty());
    out.writeObjectFieldStart("outcomes");
    Map<String, Double> shares = new TreeMap<>(snapshot.seen().outcomes().perSecond());
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      writeRate(share.getKey(), share.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void writeTopics() throws IOException {
    out.writeObjectFieldStart("topics");
    for (Map.Entry<String, TopicFlow> topic : snapshot.topics().entrySet()) {
      out.writeObjectFieldStart(topic.getKey());
      writeRate("rate", topic.getValue().perSecond());
      out.writeNumberField("written", topic.getValue().written());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void writeServices() throws IOException {
    out.writeArrayFieldStart("services");
    for (ServiceFlow service : snapshot.services()) {
      out.writeStartObject();
      out.writeStringField("name", service.name());
      out.writeStringField("health", service.health().toString());
      out.writeNumberField("instances", service.instances());
      writeOptional("lag", service.lag());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void writeLatency() throws IOException {
    LatencySummary latency = snapshot.seen().latency();
    out.writeObjectFieldStart("latency");
    out.writeNumberField("p50", latency.p50());
    out.writeNumberField("p95", latency.p95());
    out.writeNumberField("p99", latency.p99());
    out.writeNumberField("measured", latency.measured());
    out.writeEndObject();
  }

  private void writeScores() throws IOException {
    ScoreHistogram scores = snapshot.seen().scores();
    out.writeObjectFieldStart("scores");
    out.writeNumberField("from", scores.from());
    out.writeNumberField("to", scores.to());
    out.writeArrayFieldStart("counts");
    for (int count : scores.counts()) {
      out.writeNumber(count);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeRelease() throws IOException {
    Charge charge = snapshot.releases().charge();
    out.writeObjectFieldStart("release");
    out.writeNumberField("number", charge.release());
    out.writeStringField("note", charge.note());
    out.writeStringField("why", charge.why());
    if (snapshot.releases().model().isPresent()) {
      ModelRef model = snapshot.releases().model().get();
      out.writeStringField("model", model.name());
      out.writeStringField("sha256", model.sha256());
    }
    if (charge.challenger().isPresent()) {
      Challenger challenger = charge.challenger().get();
      out.writeObjectFieldStart("challenger");
      out.writeNumberField("number", challenger.release());
      out.writeNumberField("percent", challenger.percent());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void writeDeadLetters() throws IOException {
    out.writeObjectFieldStart("dead_letters");
    out.writeNumberField("kept", snapshot.seen().deadLetters());
    if (snapshot.seen().letter().isPresent()) {
      LetterRow row = snapshot.seen().letter().get();
      out.writeObjectFieldStart("latest");
      out.writeStringField("reason", row.letter().reason());
      out.writeStringField("stage", row.letter().stage());
      out.writeStringField("position", row.at().toString());
      out.writeNumberField("at", row.arrived());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  /// To three digits after the point: more is noise, and bytes.
  private void writeRate(String name, double perSecond) throws IOException {
    out.writeNumberField(name, Math.round(perSecond * 1000) / 1000.0);
  }

  private void writeOptional(String name, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      out.writeNumberField(name, value.getAsLong());
    } else {
      out.writeNullField(name);
    }
  }
}
