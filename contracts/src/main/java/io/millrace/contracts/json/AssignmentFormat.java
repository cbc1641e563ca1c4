package io.millrace.contracts.json;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.Stamp;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

///
/// `{"type":"assignment","assignment":7,"release":3,"challenger":4,"percent":10,"cause":"assign",…}`.
public final class AssignmentFormat implements JsonFormat<Assignment> {

  @Override
  public void write(Assignment value, JsonWriter json) {
    json.startObject();
    json.name("type", StreamRecordDraft.ASSIGNMENT);
    json.number("assignment", value.number());
    json.number("release", value.release());
    Challenger challenger = value.challenger();
    if (challenger != null) {
      json.number("challenger", challenger.release());
      json.number("percent", challenger.percent());
    }
    json.name("cause", value.cause().name().toLowerCase(Locale.ROOT));
    json.text("reason", value.reason());
    json.endObject();
  }

  @Override
  public Assignment read(JsonInput json) throws IOException {
    SlipDraft slip = new SlipDraft();
    Draft draft = new Draft();
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      if (!slip.read(field, json) && !draft.read(field, json)) {
        json.skip();
      }
    }
    return draft.assignment(slip.stamp(), json);
  }

  /// The fields that an assignment has beyond those of a stamp, as they are read.
  static final class Draft {
    private @Nullable Integer challenger;
    private int percent;
    private @Nullable String cause;
    private String reason = "";

    /// Reads a field's value if it is one of these.
    ///
    /// @return whether it is
    boolean read(String field, JsonInput json) throws IOException {
      switch (field) {
        case "challenger" -> challenger = json.integer();
        case "percent" -> percent = json.integer();
        case "cause" -> cause = json.name();
        case "reason" -> reason = json.text();
        default -> {
          return false;
        }
      }
      return true;
    }

    Assignment assignment(Stamp stamp, JsonInput json) throws MalformedJson {
      return new Assignment(
          stamp.assignment(),
          stamp.release(),
          challenger == null ? null : new Challenger(challenger, percent),
          cause(json.required("cause", cause)),
          reason);
    }

    private static Cause cause(String name) throws MalformedJson {
      return Arrays.stream(Cause.values())
          .filter(cause -> cause.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .orElseThrow(() -> new MalformedJson("'" + name + "' is no cause of an assignment"));
    }
  }
}
