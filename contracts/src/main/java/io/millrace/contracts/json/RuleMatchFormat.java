package io.millrace.contracts.json;

import io.millrace.contracts.RuleMatch;
import java.io.IOException;
import java.util.List;

/// `{"rule":2,"outcome":"DECLINE","reason":"HIGH_RISK"}`, in an array that is left out where it
/// would be empty.
final class RuleMatchFormat {

  private RuleMatchFormat() {}

  static void writeField(String field, List<RuleMatch> matches, JsonWriter json) {
    if (matches.isEmpty()) {
      return;
    }
    json.startArray(field);
    for (RuleMatch match : matches) {
      json.startObject();
      json.number("rule", match.rule());
      json.name("outcome", match.outcome());
      if (match.reason() != null) {
        json.name("reason", match.reason());
      }
      json.endObject();
    }
    json.endArray();
  }

  static RuleMatch read(JsonInput json) throws IOException {
    int rule = 0;
    String outcome = null;
    String reason = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "rule" -> rule = json.integer();
        case "outcome" -> outcome = json.name();
        case "reason" -> reason = json.name();
        default -> json.skip();
      }
    }
    return new RuleMatch(rule, json.required("outcome", outcome), reason);
  }
}
