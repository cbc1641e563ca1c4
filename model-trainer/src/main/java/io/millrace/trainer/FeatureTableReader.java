package io.millrace.trainer;

import io.millrace.contracts.release.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads one features file, row by row, and takes its digest on the way.
final class FeatureTableReader {
  private final Path file;

  FeatureTableReader(Path file) {
    this.file = file;
  }

  FeatureTable read() throws IOException {
    try (DigestInputStream bytes =
        new DigestInputStream(Files.newInputStream(file), Sha256.newDigest())) {
      TableRows rows = parse(bytes);
      bytes.transferTo(OutputStream.nullOutputStream());
      String sha256 = HexFormat.of().formatHex(bytes.getMessageDigest().digest());
      return new FeatureTable(file.getFileName().toString(), sha256, rows.header(), rows.columns());
    }
  }

  private TableRows parse(InputStream bytes) throws IOException {
    InputStreamReader text = new InputStreamReader(unzipped(bytes), StandardCharsets.UTF_8);
    CSVParser csv = CSVFormat.RFC4180.parse(text);
    try {
      return rows(csv);
    } catch (UncheckedIOException e) {
      throw new MalformedTable(
          file,
          csv.getCurrentLineNumber(),
          "the file breaks off or is no CSV (%s): make it again with millrace backfill"
              .formatted(e.getMessage()));
    }
  }

  private InputStream unzipped(InputStream bytes) throws IOException {
    try {
      return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    } catch (ZipException e) {
      throw new MalformedTable(
          file, 1, "the file ends in .gz but is not gzip: take .gz off its name");
    }
  }

  private TableRows rows(CSVParser csv) throws MalformedTable {
    Iterator<CSVRecord> records = csv.iterator();
    if (!records.hasNext()) {
      throw new MalformedTable(file, 1, "the file is empty: make it with millrace backfill");
    }
    TableRows rows = new TableRows(header(records.next()));
    while (records.hasNext()) {
      CSVRecord row = records.next();
      try {
        rows.add(row);
      } catch (IllegalArgumentException e) {
        throw new MalformedTable(file, csv.getCurrentLineNumber(), String.valueOf(e.getMessage()));
      }
    }
    return rows;
  }

  private TableHeader header(CSVRecord names) throws MalformedTable {
    try {
      return TableHeader.of(names.toList());
    } catch (IllegalArgumentException e) {
      throw new MalformedTable(file, 1, String.valueOf(e.getMessage()));
    }
  }
}
