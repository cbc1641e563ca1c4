package io.millrace.features;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The columns of a chunk, by the definition of what they hold, such as `number:amount`.
///
/// Every chunk begins with its layout, so that a pipeline with other features reads what an earlier
/// one wrote. Invariant: two layouts are equal exactly if their headers are.
final class Layout {
  private static final byte VERSION = 1;

  private final List<String> numbers;
  private final List<String> texts;
  private final byte[] header;

  /// @param numbers the columns of numbers; NaN stands for an absent one
  /// @param texts the columns of texts; an empty one stands for an absent one
  Layout(List<String> numbers, List<String> texts) {
    this.numbers = List.copyOf(numbers);
    this.texts = List.copyOf(texts);
    this.header = header(this.numbers, this.texts);
  }

  /// The layout that a chunk begins with.
  static Layout of(byte[] chunk) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a chunk of an entity's history has version %d, this release reads %d: run a newer release"
                  .formatted(version, VERSION)
              + " or empty the state and replay events-a");
    }
    in.getInt();
    return new Layout(names(in), names(in));
  }

  boolean beginsWithin(byte[] chunk) {
    return chunk.length >= header.length
        && Arrays.equals(chunk, 0, header.length, header, 0, header.length);
  }

  byte[] header() {
    return header;
  }

  List<String> numbers() {
    return numbers;
  }

  List<String> texts() {
    return texts;
  }

  /// Where this layout has the columns of numbers of another; -1 for one that it lacks.
  int[] numbersOf(Layout other) {
    return positions(numbers, other.numbers);
  }

  /// Where this layout has the columns of texts of another; -1 for one that it lacks.
  int[] textsOf(Layout other) {
    return positions(texts, other.texts);
  }

  private static int[] positions(List<String> names, List<String> others) {
    int[] positions = new int[others.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = names.indexOf(others.get(i));
    }
    return positions;
  }

  private static byte[] header(List<String> numbers, List<String> texts) {
    int length = 1 + Integer.BYTES + length(numbers) + length(texts);
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION).putInt(length);
    putNames(out, numbers);
    putNames(out, texts);
    return out.array();
  }

  private static int length(List<String> names) {
    int length = Integer.BYTES;
    for (String name : names) {
      length += Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length;
    }
    return length;
  }

  private static void putNames(ByteBuffer out, List<String> names) {
    out.putInt(names.size());
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      out.putInt(bytes.length).put(bytes);
    }
  }

  private static List<String> names(ByteBuffer in) {
    int count = in.getInt();
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      names.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return names;
  }
}
