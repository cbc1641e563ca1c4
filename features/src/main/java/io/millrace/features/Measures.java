package io.millrace.features;

import java.nio.ByteBuffer;
import java.util.List;

/// All that is known of a set of events: the slots of a plan, each over the events that count for
/// it.
final class Measures {
  private final List<Measured> all;
  private final ByteBuffer buffer;

  /// @param where the column that is 1 for the events that count, or [#ALL]
  /// @param used whether it is of interest here
  record Measured(Slot slot, int where, boolean used) {
    static final int ALL = -1;
  }

  Measures(List<Measured> all) {
    this.all = List.copyOf(all);
    this.buffer =
        ByteBuffer.allocate(all.stream().mapToInt(measured -> measured.slot().maxBytes()).sum());
  }

  Slot slot(int at) {
    return all.get(at).slot();
  }

  void start() {
    for (Measured measured : all) {
      measured.slot().start();
    }
  }

  /// Adds events of a chunk, their labels as they are known at a time.
  void add(Chunk chunk, long events, long time) {
    for (Measured measured : all) {
      int where = measured.where();
      if (measured.used()) {
        long rows = where == Measured.ALL ? events : chunk.matching(events, where);
        measured.slot().add(chunk, rows, time);
      }
    }
  }

  /// Adds what was written of other events.
  void merge(ByteBuffer in) {
    for (Measured measured : all) {
      if (measured.used()) {
        measured.slot().merge(in);
      } else {
        measured.slot().skip(in);
      }
    }
  }

  Summary.Slots write() {
    buffer.clear();
    for (Measured measured : all) {
      measured.slot().write(buffer);
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return new Summary.Slots(bytes);
  }
}
