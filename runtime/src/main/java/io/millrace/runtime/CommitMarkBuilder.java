package io.millrace.runtime;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/// Declares a [CommitMark]: no cache, no changelog.
record CommitMarkBuilder(String name, Supplier<CommitMark> mark)
    implements StoreBuilder<CommitMark> {

  @Override
  public CommitMark build() {
    return mark.get();
  }

  @Override
  public StoreBuilder<CommitMark> withCachingEnabled() {
    throw new UnsupportedOperationException(name + " keeps nothing that could be cached");
  }

  @Override
  public StoreBuilder<CommitMark> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<CommitMark> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException(name + " keeps nothing that could be logged");
  }

  @Override
  public StoreBuilder<CommitMark> withLoggingDisabled() {
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
