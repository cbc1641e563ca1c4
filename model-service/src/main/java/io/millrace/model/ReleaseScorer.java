package io.millrace.model;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// What a release needs to say something of events: how their parts become vectors, and a scorer of
/// these.
///
/// @param measured is closed with it
record ReleaseScorer(FeatureAssembly assembly, Scorer scorer, ReleaseMetrics measured)
    implements Closeable {

  List<Answer> score(List<FeatureVector> vectors) {
    return scorer.score(vectors);
  }

  @Override
  public void close() throws IOException {
    try (measured) {
      scorer.close();
    }
  }
}
