package io.millrace.contracts;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Values by name, in an order: a map that nobody changes, so that it is handed on from stage to
/// stage without a copy. Those of one kind share their [Names], and each has an array alone.
public final class FeatureValues extends AbstractMap<String, FeatureValue> {
  private static final FeatureValues NONE = of(Names.of(List.of()));

  private final Names names;
  private final FeatureValue[] values;

  private FeatureValues(Names names, FeatureValue[] values) {
    this.names = names;
    this.values = values;
  }

  /// The names of values in their order, made once for many of them.
  public static final class Names {
    /// So few names are found sooner by looking at each.
    private static final int FEW = 8;

    private final String[] all;
    private final Map<String, Integer> places;

    private Names(String[] all) {
      this.all = all;
      this.places = HashMap.newHashMap(all.length <= FEW ? 0 : all.length);
      for (int i = 0; i < all.length && all.length > FEW; i++) {
        places.put(all[i], i);
      }
    }

    /// Names in an order, no two alike.
    public static Names of(List<String> names) {
      if (Set.copyOf(names).size() < names.size()) {
        throw new IllegalArgumentException("values need names that differ: " + names);
      }
      return new Names(names.toArray(String[]::new));
    }

    /// The place of a name, negative if it is none of these.
    private int placeOf(@Nullable Object name) {
      if (all.length > FEW) {
        return places.getOrDefault(name, -1);
      }
      for (int i = 0; i < all.length; i++) {
        if (all[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }
  }

  /// Values in the order of their names; it takes over the array, which nobody writes to again.
  public static FeatureValues of(Names names, FeatureValue... values) {
    if (values.length != names.all.length) {
      throw new IllegalArgumentException(
          "%d names have %d values".formatted(names.all.length, values.length));
    }
    return new FeatureValues(names, values);
  }

  /// What a map has now, in its order; the map itself if it is one of these.
  public static FeatureValues copyOf(Map<String, FeatureValue> map) {
    if (map instanceof FeatureValues same) {
      return same;
    }
    if (map.isEmpty()) {
      return NONE;
    }
    String[] names = new String[map.size()];
    FeatureValue[] values = new FeatureValue[names.length];
    int at = 0;
    for (Map.Entry<String, FeatureValue> entry : map.entrySet()) {
      names[at] = entry.getKey();
      values[at++] = entry.getValue();
    }
    return new FeatureValues(new Names(names), values);
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public @Nullable FeatureValue get(@Nullable Object name) {
    int place = names.placeOf(name);
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return names.placeOf(name) >= 0;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super FeatureValue> action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(names.all[i], values[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, FeatureValue>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, FeatureValue>> {

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean contains(@Nullable Object entry) {
      return entry instanceof Map.Entry<?, ?> other
          && other.getValue() != null
          && other.getValue().equals(get(other.getKey()));
    }

    @Override
    public Iterator<Map.Entry<String, FeatureValue>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < values.length;
        }

        @Override
        public Map.Entry<String, FeatureValue> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return Map.entry(names.all[next], values[next++]);
        }
      };
    }
  }
}
