package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;

/// Writes a table to a file, gzipped if its name ends in `.gz`: then as several gzip members one
/// after the other, which are one file to every reader (RFC 1952, 2.2), and which all cores can
/// make.
public final class CsvWriter implements AutoCloseable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final OutputStream out;
  private final boolean zipped;
  private final Workers workers;

  private CsvWriter(OutputStream out, boolean zipped, Workers workers) {
    this.out = out;
    this.zipped = zipped;
    this.workers = workers;
  }

  /// Makes the file, in the place of any that is there, with its header.
  public static CsvWriter create(Path file, List<String> header, Workers workers) {
    try {
      CsvWriter writer =
          new CsvWriter(Files.newOutputStream(file), file.toString().endsWith(".gz"), workers);
      writer.write(List.of(header));
      return writer;
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  /// Writes some rows: many at once are fastest.
  public void write(List<List<String>> rows) {
    try {
      for (byte[] part : workers.each(worker -> encoded(workers.share(rows, worker)))) {
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] encoded(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return new byte[0];
    }
    try {
      StringBuilder text = new StringBuilder();
      for (List<String> row : rows) {
        FORMAT.printRecord(text, row.toArray());
      }
      byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
      return zipped ? zipped(plain) : plain;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream zip = new FastGzip(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }

  /// For speed, at the price of a somewhat larger file.
  private static final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
