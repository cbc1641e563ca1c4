package io.millrace.features;

import io.millrace.contracts.EntityKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The history of one entity while one record is worked on: rows in chunks, in a store.
///
/// A row, once written, stays in its chunk until the whole chunk is deleted. So a chunk never
/// depends on another, and whichever of a record's writes a crash loses, its replay writes them
/// anew. Invariant: an offset has at most one row.
final class EntityLog {
  private final String key;
  private final EntityStore store;
  private final Layout layout;
  private Directory directory;
  private final List<Chunk> chunks = new ArrayList<>();

  private EntityLog(EntityKey key, EntityStore store, Layout layout) {
    this.key = key.toString() + '/';
    this.store = store;
    this.layout = layout;
    byte[] bytes = store.get(directoryKey());
    this.directory = bytes == null ? Directory.EMPTY : Directory.of(bytes);
    for (int number = directory.first(); number <= directory.last(); number++) {
      byte[] chunk = store.get(chunkKey(number));
      chunks.add(Chunk.of(chunk == null ? ChunkWriter.empty(layout) : chunk, layout));
    }
  }

  /// The log as the record at `offset` finds it; what that record had deleted is deleted.
  static EntityLog open(EntityKey key, long offset, EntityStore store, Layout layout) {
    EntityLog log = new EntityLog(key, store, layout);
    if (log.directory.freedAt() == offset) {
      log.deleteFreed();
    }
    return log;
  }

  /// A row of a chunk of this log.
  record RowAt(int chunk, int row) {}

  List<Chunk> chunks() {
    return chunks;
  }

  long offset(RowAt at) {
    return chunks.get(at.chunk()).offset(at.row());
  }

  List<Label> labels(RowAt at) {
    return chunks.get(at.chunk()).labelsOf(at.row());
  }

  /// The time of the newest event up to an offset; the lowest of all times if there is none.
  long newest(long offset) {
    long newest = Long.MIN_VALUE;
    for (Chunk chunk : chunks) {
      for (int row = 0; row < chunk.rows; row++) {
        if (chunk.time(row) > newest && chunk.offset(row) <= offset && chunk.isEvent(row)) {
          newest = chunk.time(row);
        }
      }
    }
    return newest;
  }

  /// The event that the record at an offset added.
  @Nullable RowAt eventAt(long offset) {
    for (int at = chunks.size() - 1; at >= 0; at--) {
      Chunk chunk = chunks.get(at);
      for (int row = chunk.rows - 1; row >= 0; row--) {
        if (chunk.offset(row) == offset && chunk.isEvent(row)) {
          return new RowAt(at, row);
        }
      }
    }
    return null;
  }

  /// The event of an id that a record up to `offset` added and that is after the horizon.
  @Nullable RowAt event(String id, long offset, long horizon) {
    return find(true, id, offset, horizon);
  }

  /// The same, for the outcomes that wait for their event.
  @Nullable RowAt waiting(String id, long offset, long horizon) {
    return find(false, id, offset, horizon);
  }

  private @Nullable RowAt find(boolean event, String id, long offset, long horizon) {
    for (int at = 0; at < chunks.size(); at++) {
      Chunk chunk = chunks.get(at);
      for (int row = 0; row < chunk.rows; row++) {
        if (chunk.hasId(row, id)
            && chunk.isEvent(row) == event
            && chunk.offset(row) <= offset
            && chunk.time(row) > horizon) {
          return new RowAt(at, row);
        }
      }
    }
    return null;
  }

  void add(Row row) {
    if (chunks.isEmpty() || !chunks.getLast().hasRoomFor(layout)) {
      directory = directory.opened();
      store.put(directoryKey(), directory.bytes());
      chunks.add(Chunk.of(ChunkWriter.empty(layout), layout));
    }
    replace(chunks.size() - 1, ChunkWriter.withRow(chunks.getLast(), row));
  }

  void add(RowAt at, Label label) {
    replace(at.chunk(), ChunkWriter.withLabel(chunks.get(at.chunk()), at.row(), label));
  }

  /// Deletes the oldest chunks, as far as all in them is at or before a time.
  void deleteUpTo(long time, long offset) {
    int dead = 0;
    while (dead < chunks.size() && chunks.get(dead).isAllUpTo(time)) {
      dead++;
    }
    if (dead > 0) {
      directory = directory.freedTo(directory.first() + dead, offset, store.committedOffset());
      store.put(directoryKey(), directory.bytes());
      chunks.subList(0, dead).clear();
      deleteFreed();
    }
  }

  private void deleteFreed() {
    for (int number = directory.freed(); number < directory.first(); number++) {
      store.delete(chunkKey(number));
    }
  }

  private void replace(int at, byte[] bytes) {
    store.put(chunkKey(directory.first() + at), bytes);
    chunks.set(at, Chunk.of(bytes, layout));
  }

  private String directoryKey() {
    return key + "log";
  }

  private String chunkKey(int number) {
    return key + number;
  }
}
