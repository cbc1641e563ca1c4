package io.millrace.cli.history;

import io.millrace.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table in a file, comma separated with a header row, gzipped if its name ends in `.gz`: read
/// row by row, so that its size does not matter.
final class CsvFile implements Iterator<CsvRow>, AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /// Each asks the operating system how far the file has been read.
  private static final int ROWS_BETWEEN_ESTIMATES = 1_000;

  private final Path file;
  private final SeekableByteChannel channel;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private long rows;
  private long judgedAt;
  private long estimate;

  private CsvFile(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    InputStream bytes = Channels.newInputStream(channel);
    InputStream plain =
        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
    this.parser =
        CSVParser.parse(
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER),
            CSVFormat.RFC4180);
    this.records = parser.iterator();
    if (!records.hasNext()) {
      throw new CommandFailure(file + " is empty: it needs a header row with the columns' names");
    }
    this.header = records.next().toList();
  }

  static CsvFile open(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandFailure(file + " is not a file that can be read");
    }
    try {
      SeekableByteChannel channel = Files.newByteChannel(file);
      return new CsvFile(file, channel);
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  Path file() {
    return file;
  }

  List<String> header() {
    return header;
  }

  /// How many rows the whole file will have, judged now and then by those read so far; 0 before
  /// any.
  long estimatedRows() {
    if (rows >= judgedAt + ROWS_BETWEEN_ESTIMATES || estimate == 0) {
      estimate = estimate();
      judgedAt = rows;
    }
    return estimate;
  }

  private long estimate() {
    try {
      long read = channel.position();
      return read == 0 ? 0 : Math.round((double) rows * channel.size() / read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw broken(e);
    }
  }

  @Override
  public CsvRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows in " + file);
    }
    CSVRecord record = records.next();
    rows++;
    CsvRow row = new CsvRow(file, record.getRecordNumber(), record.toList());
    if (row.values().size() != header.size()) {
      throw new CommandFailure(
          "%s has %d values, but the header names %d columns"
              .formatted(row.place(), row.values().size(), header.size()));
    }
    return row;
  }

  private CommandFailure broken(UncheckedIOException e) {
    return new CommandFailure(
        "%s is broken after %,d rows: %s".formatted(file, rows, e.getMessage()), e);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
