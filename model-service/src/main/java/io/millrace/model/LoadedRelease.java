package io.millrace.model;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A release whose scorer is loaded by who first asks for it, while others who ask wait. Once it is
/// closed it lends and loads nothing any more.
final class LoadedRelease implements Closeable {
  /// So many looks have found it idle, one after the other; guarded by whoever looks.
  int idleLooks;

  private volatile @Nullable SharedModel<ReleaseScorer> model;
  private boolean closed;

  boolean isLoaded() {
    return model != null;
  }

  /// The scorer, for one run; empty if this is closed.
  synchronized Optional<SharedModel<ReleaseScorer>.Lease> acquire(Supplier<ReleaseScorer> loading) {
    if (closed) {
      return Optional.empty();
    }
    if (model == null) {
      model = new SharedModel<>(loading.get());
    }
    return model.acquire();
  }

  /// Takes a scorer that was loaded elsewhere; false if it is not wanted.
  synchronized boolean offer(ReleaseScorer scorer) {
    if (closed || model != null) {
      return false;
    }
    model = new SharedModel<>(scorer);
    return true;
  }

  /// Frees the scorer as soon as no one runs it.
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (model != null) {
      model.retire();
    }
  }
}
