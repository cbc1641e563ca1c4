package io.millrace.contracts.definition;

import java.util.regex.Pattern;

/// What the names that a user chooses must look like, because of where they end up.
enum NameRule {
  /// A prefix of topic names.
  PIPELINE("[a-z][a-z0-9-]{0,63}", "lower-case letters, digits and hyphens, e.g. card-fraud"),
  /// The first half of a record key.
  ENTITY("[a-z][a-z0-9_]{0,63}", "lower-case letters, digits and _, e.g. card"),
  /// A field in CEL: `features.amount`.
  FEATURE("[a-z][a-z0-9_]{0,127}", "lower-case letters, digits and _, e.g. amount_avg_7d"),
  /// A field in CEL: `thresholds.high_risk`.
  THRESHOLD("[a-z][a-z0-9_]{0,63}", "lower-case letters, digits and _, e.g. high_risk"),
  OUTCOME("[A-Za-z][A-Za-z0-9_]{0,63}", "letters, digits and _, e.g. DECLINE"),
  REASON("[A-Za-z][A-Za-z0-9_]{0,63}", "letters, digits and _, e.g. HIGH_RISK"),
  /// The first half of a record key.
  LIST("[a-z0-9][a-z0-9-]{0,127}", "lower-case letters, digits and hyphens, e.g. blocked-cards"),
  /// Half of an idempotency key and a label of metrics.
  ACTION("[a-z0-9][a-z0-9-]{0,127}", "lower-case letters, digits and hyphens, e.g. block-card"),
  TOPIC("[a-z0-9][a-z0-9._-]{0,127}", "lower-case letters, digits and hyphens, e.g. review-queue");

  private final Pattern pattern;
  private final String remedy;

  NameRule(String pattern, String remedy) {
    this.pattern = Pattern.compile(pattern);
    this.remedy = remedy;
  }

  /// Whether a name is fit to be used; a finding where it is not.
  boolean accepts(String name, int line, Findings findings) {
    boolean fits = pattern.matcher(name).matches();
    if (!fits) {
      findings.add(line, "'%s' is no name here".formatted(name), "use " + remedy);
    }
    return fits;
  }
}
