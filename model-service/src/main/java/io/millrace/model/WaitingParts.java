package io.millrace.model;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The entries of the join by event id.
interface WaitingParts {

  @Nullable JoinEntry find(String eventId);

  void put(String eventId, JoinEntry entry);

  void remove(String eventId);

  /// Every entry, in no particular order.
  void forEach(BiConsumer<String, JoinEntry> action);
}
