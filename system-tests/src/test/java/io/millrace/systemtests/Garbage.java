package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What producers get wrong, and the words in which they are told.
enum Garbage {
  BROKEN_JSON("{\"tx_id\":\"g1\",\"amount\":", "JSON"),
  MISSING_FIELD(transaction("g2", "2018-04-01T10:00:00Z", "1").replace("amount", "sum"), "amount"),
  WRONG_TYPE(transaction("g3", "2018-04-01T10:00:00Z", "\"a lot\""), "amount.*number"),
  NULL("", "no value") {
    @Override
    byte @Nullable [] value() {
      return null;
    }
  },
  EMPTY_ID(transaction("", "2018-04-01T10:00:00Z", "12.5"), "tx_id.*empty"),
  YEAR_9999(transaction("g6", "9999-12-31T23:59:59Z", "12.5"), "9999.*ahead"),
  ALMOST_TOO_LARGE(transaction("g7", "2018-04-01T10:00:00Z", "12.5"), "1,048,000 bytes") {
    @Override
    byte[] value() {
      return (json() + " ".repeat(LARGE_BYTES - json().length())).getBytes(UTF_8);
    }
  },
  RANDOM_BYTES("", "JSON") {
    @Override
    byte[] value() {
      byte[] bytes = new byte[200];
      new Random(11).nextBytes(bytes);
      return bytes;
    }
  };

  private static final int LARGE_BYTES = 1_048_000;

  private final String json;
  private final String reason;

  Garbage(String json, String reason) {
    this.json = json;
    this.reason = reason;
  }

  String json() {
    return json;
  }

  byte @Nullable [] value() {
    return json.getBytes(UTF_8);
  }

  /// What the reason in its dead letter has to say.
  Pattern reason() {
    return Pattern.compile(reason);
  }

  private static String transaction(String id, String time, String amount) {
    return """
    {"tx_id":"%s","event_time":"%s","customer_id":"1","terminal_id":"2","amount":%s}\
    """
        .formatted(id, time, amount);
  }
}
