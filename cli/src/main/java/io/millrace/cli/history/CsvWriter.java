package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes a table to a file, gzipped if its name ends in `.gz`.
public final class CsvWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final CSVPrinter printer;

  private CsvWriter(CSVPrinter printer) {
    this.printer = printer;
  }

  /// Makes the file, in the place of any that is there, with its header.
  public static CsvWriter create(Path file, List<String> header) {
    try {
      OutputStream bytes = Files.newOutputStream(file);
      OutputStream plain =
          file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER) : bytes;
      CsvWriter writer =
          new CsvWriter(
              new CSVPrinter(
                  new BufferedWriter(new OutputStreamWriter(plain, StandardCharsets.UTF_8), BUFFER),
                  FORMAT));
      writer.write(header);
      return writer;
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  public void write(List<String> values) {
    try {
      printer.printRecord(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      printer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
