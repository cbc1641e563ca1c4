package io.millrace.features;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes the bytes of a chunk with one thing more than another.
///
/// The format is described with [Chunk], which reads it.
final class ChunkWriter {

  private ChunkWriter() {}

  /// A chunk without rows.
  static byte[] empty(Layout layout) {
    byte[] header = layout.header();
    return ByteBuffer.allocate(header.length + 2 * Integer.BYTES).put(header).array();
  }

  /// A chunk with a row at its end, which has room for it and the row's layout.
  static byte[] withRow(Chunk chunk, Row row) {
    List<byte[]> texts = texts(row);
    int textBytes = texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
    int labelBytes = row.labels.size() * Chunk.LABEL_BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(chunk.bytes.length + chunk.rowBytes + labelBytes + textBytes);
    putCounts(out, chunk, 1, row.labels.size());
    out.put(chunk.bytes, chunk.rowsAt, chunk.rows * chunk.rowBytes);
    putRow(out, row, chunk.bytes.length - chunk.textsAt());
    out.put(chunk.bytes, chunk.labelsAt(), chunk.labels * Chunk.LABEL_BYTES);
    row.labels.forEach(label -> putLabel(out, chunk.rows, label));
    out.put(chunk.bytes, chunk.textsAt(), chunk.bytes.length - chunk.textsAt());
    texts.forEach(text -> out.putInt(text.length).put(text));
    return out.array();
  }

  /// A chunk with one label more for one of its rows.
  static byte[] withLabel(Chunk chunk, int row, Label label) {
    ByteBuffer out = ByteBuffer.allocate(chunk.bytes.length + Chunk.LABEL_BYTES);
    putCounts(out, chunk, 0, 1);
    out.put(chunk.bytes, chunk.rowsAt, chunk.textsAt() - chunk.rowsAt);
    putLabel(out, row, label);
    out.put(chunk.bytes, chunk.textsAt(), chunk.bytes.length - chunk.textsAt());
    return out.array();
  }

  private static void putCounts(ByteBuffer out, Chunk chunk, int moreRows, int moreLabels) {
    out.put(chunk.layout.header());
    out.putInt(chunk.rows + moreRows).putInt(chunk.labels + moreLabels);
  }

  private static void putRow(ByteBuffer out, Row row, int texts) {
    out.putLong(row.offset).putLong(row.time).putInt(row.id.hashCode()).putInt(texts);
    out.put((byte) (row.event ? 1 : 0));
    for (double number : row.numbers) {
      out.putDouble(number);
    }
  }

  private static void putLabel(ByteBuffer out, int row, Label label) {
    out.putInt(row).putLong(label.offset()).putLong(label.knownAt());
    out.put((byte) (label.positive() ? 1 : 0));
  }

  private static List<byte[]> texts(Row row) {
    List<byte[]> texts = new ArrayList<>(1 + row.texts.length);
    texts.add(row.id.getBytes(StandardCharsets.UTF_8));
    for (String text : row.texts) {
      texts.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return texts;
  }
}
