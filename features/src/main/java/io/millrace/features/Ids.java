package io.millrace.features;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Where the events of an entity stand by id, and the outcomes that wait for them: those below its
/// branches. The root's own rows are few, and of its leaves it has the [Fingerprints].
///
/// A value is its version and all places of an id, because after a crash an earlier one may be the
/// right one: each a time, an offset, and whether it is an event.
final class Ids {
  private static final byte VERSION = 1;
  private static final int PLACE_BYTES = 2 * Long.BYTES + 1;

  private final String entity;
  private final long offset;
  private final EntityStore store;

  /// The ids of an entity as the records before an offset left them.
  Ids(String entity, long offset, EntityStore store) {
    this.entity = entity;
    this.offset = offset;
    this.store = store;
  }

  record Place(Moment moment, boolean event) {}

  /// Whether ids are kept of the rows below a child of the root.
  static boolean areKeptAt(int height) {
    return height > 0;
  }

  /// Where an id stands, but for what this record has added.
  List<Place> places(String id) {
    return read(id).stream().filter(place -> place.moment().offset() < offset).toList();
  }

  private List<Place> read(String id) {
    byte[] bytes = store.get(key(id));
    if (bytes == null) {
      return new ArrayList<>(1);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the places of id '%s' have version %d, this release reads %d: run a newer release"
                  .formatted(id, version, VERSION)
              + " or empty the state and replay events-a");
    }
    List<Place> places = new ArrayList<>(1);
    while (in.hasRemaining()) {
      Place place = new Place(new Moment(in.getLong(), in.getLong()), in.get() == 1);
      if (place.moment().offset() <= offset) {
        places.add(place);
      }
    }
    return places;
  }

  private String key(String id) {
    return "id/" + entity.length() + '/' + entity + '/' + id;
  }

  void add(String id, Place place) {
    List<Place> places = read(id);
    if (!places.contains(place)) {
      places.add(place);
    }
    write(id, places);
  }

  void addAll(Chunk rows) {
    for (int row = 0; row < rows.rows; row++) {
      add(rows.id(row), new Place(rows.moment(row), rows.isEvent(row)));
    }
  }

  void removeAll(Chunk rows) {
    for (int row = 0; row < rows.rows; row++) {
      remove(rows.id(row), new Place(rows.moment(row), rows.isEvent(row)));
    }
  }

  private void remove(String id, Place place) {
    List<Place> places = read(id);
    if (places.remove(place)) {
      write(id, places);
    }
  }

  private void write(String id, List<Place> places) {
    if (places.isEmpty()) {
      store.delete(key(id));
      return;
    }
    ByteBuffer out = ByteBuffer.allocate(1 + places.size() * PLACE_BYTES).put(VERSION);
    for (Place place : places) {
      out.putLong(place.moment().time()).putLong(place.moment().offset());
      out.put((byte) (place.event() ? 1 : 0));
    }
    store.put(key(id), out.array());
  }
}
