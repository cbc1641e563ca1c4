package io.millrace.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The logged entries of the join by event id.
interface JoinEntries {

  @Nullable JoinEntry find(String eventId);

  void put(JoinEntry entry);

  void remove(String eventId);

  /// Every entry, in no particular order.
  void forEach(Consumer<JoinEntry> action);
}
