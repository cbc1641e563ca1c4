package io.millrace.actions;

/// How many entries for one endpoint are with the dispatcher, and from where on others wait in the
/// store: of those for an endpoint that is down there may be millions.
final class Lane {
  /// Enough for an endpoint to be busy at any time.
  static final int MOST_LOADED = 1_000;

  private int loaded;
  private long lastLoaded = -1;
  private boolean hasMore;

  /// Takes note of a new entry.
  ///
  /// @return whether it is to be delivered; if not, it waits in the store
  boolean admits(long place) {
    if (hasMore || loaded >= MOST_LOADED) {
      hasMore = true;
      return false;
    }
    loaded++;
    lastLoaded = place;
    return true;
  }

  /// Takes note of the end of an entry.
  ///
  /// @return whether others are to be loaded that stand behind the [last one][#lastLoaded()]
  boolean ended() {
    loaded--;
    return hasMore && loaded <= MOST_LOADED / 2;
  }

  /// Says that all that waits in the store will be offered again, in order.
  void reload() {
    hasMore = false;
  }

  long lastLoaded() {
    return lastLoaded;
  }
}
