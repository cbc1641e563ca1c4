package io.millrace.trainer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a model did on some rows.
///
/// @param rows how many were scored
/// @param positives how many of them are labelled 1
/// @param metrics `auc_roc`, `average_precision` and, for each entity of the features file, such as
///   card, `card_precision_at_100`; one that the rows cannot give is missing
public record EvaluationReport(int rows, int positives, Map<String, Double> metrics) {
  public EvaluationReport {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
