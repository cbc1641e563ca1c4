package io.millrace.cli.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.definition.FeedbackDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes outcomes as the pipeline's feedback wants them: the event's id, time and entities, the
/// label, when it became known, and who says so where the pipeline asks for that.
public final class FeedbackJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final PipelineDefinition pipeline;

  public FeedbackJson(PipelineDefinition pipeline) {
    this.pipeline = pipeline;
  }

  /// Throws `IllegalStateException` if the pipeline takes no feedback.
  public byte[] write(PastOutcome outcome) {
    FeedbackDefinition feedback = pipeline.feedback();
    if (feedback == null) {
      throw new IllegalStateException(pipeline.name() + " takes no feedback");
    }
    return write(outcome, feedback);
  }

  private byte[] write(PastOutcome outcome, FeedbackDefinition feedback) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JSON.createGenerator(bytes)) {
      PastEvent event = outcome.event();
      json.writeStartObject();
      json.writeStringField(feedback.idField(), event.id());
      json.writeStringField(feedback.eventTimeField(), event.time().toString());
      for (EntityKey key : event.entities()) {
        json.writeStringField(pipeline.entities().get(key.entity()), key.id());
      }
      json.writeFieldName(feedback.labelField());
      writeLabel(outcome.label().value(), json);
      json.writeStringField(feedback.knownAtField(), outcome.label().knownAt().toString());
      if (feedback.reporterField() != null && outcome.label().reporter() != null) {
        json.writeStringField(feedback.reporterField(), outcome.label().reporter());
      }
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static void writeLabel(FeatureValue label, JsonGenerator json) throws IOException {
    switch (label) {
      case FeatureValue.Scalar(double number)
          when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          json.writeNumber((long) number);
      case FeatureValue.Scalar(double number) -> json.writeNumber(number);
      case FeatureValue.Text(String text) -> json.writeString(text);
      case FeatureValue.Vector vector ->
          throw new IllegalArgumentException("a label is one value, not " + vector);
    }
  }
}
