package io.millrace.contracts.json;

import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.EntityKey;
import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.RoutedEvent;
import io.millrace.contracts.RoutedOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A routed event or an outcome, and beside its own fields where it goes next and what was computed
/// on the way: `"ahead":["terminal:7"],"computed":[{"part":"a:card","source":…,"values":{…}}]`.
public final class EnrichedRecordFormat implements JsonFormat<EnrichedRecord> {

  @Override
  public void write(EnrichedRecord value, JsonWriter json) {
    json.startObject();
    switch (value.record()) {
      case RoutedEvent routed -> RoutedEventFormat.writeFields(routed, json);
      case RoutedOutcome routed ->
          OutcomeFormat.writeFields(routed.outcome(), routed.stamp(), json);
    }
    if (!value.ahead().isEmpty()) {
      json.texts("ahead", value.ahead());
    }
    if (!value.parts().isEmpty()) {
      json.startArray("computed");
      for (FeaturePart part : value.parts()) {
        writePart(part, json);
      }
      json.endArray();
    }
    json.endObject();
  }

  private static void writePart(FeaturePart part, JsonWriter json) {
    json.startObject();
    json.name("part", part.about().part().name());
    json.position("source", part.about().source());
    ValuesDraft.write(part, json);
    json.endObject();
  }

  @Override
  public EnrichedRecord read(JsonInput json) throws IOException {
    Draft draft = new Draft(json);
    EntityRecord record = StreamRecordDraft.read(json, draft).entityRecord();
    List<FeaturePart> parts = new ArrayList<>(draft.computed.size());
    for (PartDraft part : draft.computed) {
      parts.add(part.of(record, json));
    }
    return new EnrichedRecord(record, draft.ahead, parts);
  }

  /// The fields that the record has beside those of an event or outcome.
  private static final class Draft implements StreamRecordDraft.Beside {
    private final JsonInput json;
    private List<EntityKey> ahead = List.of();
    private List<PartDraft> computed = List.of();

    private Draft(JsonInput json) {
      this.json = json;
    }

    @Override
    public boolean read(String field) throws IOException {
      switch (field) {
        case "ahead" -> ahead = keys(json.texts());
        case "computed" -> computed = json.list(PartDraft::read);
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  private static List<EntityKey> keys(List<String> texts) {
    List<EntityKey> keys = new ArrayList<>(texts.size());
    for (String text : texts) {
      keys.add(EntityKey.parse(text));
    }
    return keys;
  }

  /// A part, before it is clear which event it is of.
  private static final class PartDraft {
    private final ValuesDraft values = new ValuesDraft();
    private @Nullable String part;
    private @Nullable Position source;

    private static PartDraft read(JsonInput json) throws IOException {
      PartDraft draft = new PartDraft();
      for (String field = json.firstField(); field != null; field = json.nextField()) {
        switch (field) {
          case "part" -> draft.part = json.name();
          case "source" -> draft.source = json.position();
          default -> {
            if (!draft.values.read(field, json)) {
              json.skip();
            }
          }
        }
      }
      return draft;
    }

    private FeaturePart of(EntityRecord record, JsonInput json) throws MalformedJson {
      if (!(record instanceof RoutedEvent routed)) {
        throw new MalformedJson("an outcome has no parts of features");
      }
      Part name = new Part(json.required("part", part));
      return values.part(FeaturePart.About.of(routed, name, json.required("source", source)), json);
    }
  }
}
