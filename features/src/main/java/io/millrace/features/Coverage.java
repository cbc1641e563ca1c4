package io.millrace.features;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the histories of a partition hold, whatever features asked for it.
///
/// @param newest no event of a later time has come; the lowest of all times if none has
/// @param entities by kind
record Coverage(long newest, Map<String, Kept> entities) {
  static final Coverage NOTHING = new Coverage(Long.MIN_VALUE, Map.of());

  private static final byte VERSION = 1;

  Coverage {
    entities = Map.copyOf(entities);
  }

  /// What is kept of one kind of entity.
  ///
  /// @param retention how far back, in milliseconds
  /// @param after events at this time or before may be missing; the lowest of all times if none are
  /// @param columns each with the time up to which it may be missing, the lowest of all if nowhere
  record Kept(long retention, long after, Map<String, Long> columns) {
    Kept {
      columns = Map.copyOf(columns);
    }
  }

  Coverage withNewest(long time) {
    return new Coverage(time, entities);
  }

  /// What features need of one kind of entity.
  record Asked(long retention, Set<String> columns) {
    Asked {
      columns = Set.copyOf(columns);
    }
  }

  /// As it is from now on if others ask.
  Coverage adapted(Map<String, Asked> all) {
    Map<String, Kept> adapted = new TreeMap<>();
    all.forEach((entity, asked) -> adapted.put(entity, kept(entities.get(entity), asked)));
    return new Coverage(newest, adapted);
  }

  private Kept kept(@Nullable Kept before, Asked asked) {
    Map<String, Long> columns = new TreeMap<>();
    if (before == null) {
      asked.columns().forEach(column -> columns.put(column, newest));
      return new Kept(asked.retention(), newest, columns);
    }
    asked
        .columns()
        .forEach(column -> columns.put(column, before.columns().getOrDefault(column, newest)));
    boolean longer = asked.retention() > before.retention();
    long after = longer ? Math.max(before.after(), newest - before.retention()) : before.after();
    return new Kept(asked.retention(), after, columns);
  }

  static Coverage of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "what the histories hold is told in version %d, this release reads %d: run the release"
                    .formatted(version, VERSION)
                + " that wrote it, or empty the state and replay events-a");
      }
      long newest = in.readLong();
      Map<String, Kept> entities = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        entities.put(in.readUTF(), new Kept(in.readLong(), in.readLong(), columns(in)));
      }
      return new Coverage(newest, entities);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static Map<String, Long> columns(DataInputStream in) throws IOException {
    Map<String, Long> columns = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      columns.put(in.readUTF(), in.readLong());
    }
    return columns;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(newest);
      out.writeInt(entities.size());
      for (Map.Entry<String, Kept> entity : new TreeMap<>(entities).entrySet()) {
        out.writeUTF(entity.getKey());
        out.writeLong(entity.getValue().retention());
        out.writeLong(entity.getValue().after());
        out.writeInt(entity.getValue().columns().size());
        for (Map.Entry<String, Long> column :
            new TreeMap<>(entity.getValue().columns()).entrySet()) {
          out.writeUTF(column.getKey());
          out.writeLong(column.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
