package io.millrace.cli.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Decisions by outcome: the rate of all, shared out as in a sample.
///
/// @param perSecond decisions a second, by outcome
record OutcomeShares(Map<String, Double> perSecond) {

  OutcomeShares {
    perSecond = Map.copyOf(perSecond);
  }

  /// @param sample the outcomes of decisions that were read
  /// @param rate how many decisions there are a second
  static OutcomeShares of(List<String> sample, double rate) {
    Map<String, Double> shares = new TreeMap<>();
    for (String outcome : sample) {
      shares.merge(outcome, rate / sample.size(), Double::sum);
    }
    return new OutcomeShares(shares);
  }
}
