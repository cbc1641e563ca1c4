package io.millrace.actions;

import io.millrace.contracts.ActionResult;
import io.millrace.contracts.json.ActionResultFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// How an entry of the ledger lies in its store.
///
/// Version 1: the version, the place (big-endian), the digest in 64 characters, and the result's
/// JSON, if there is one.
final class LedgerEntrySerde extends VersionedSerde<LedgerEntry> {
  private static final ActionResultFormat FORMAT = new ActionResultFormat();
  private static final int DIGEST = 64;

  LedgerEntrySerde() {
    super((byte) 1);
  }

  @Override
  protected void write(LedgerEntry entry, DataOutputStream out) throws IOException {
    out.writeLong(entry.place());
    out.write(entry.bodyDigest().getBytes(StandardCharsets.US_ASCII));
    if (entry.result() != null) {
      out.write(JsonOutput.write(entry.result(), FORMAT));
    }
  }

  @Override
  protected LedgerEntry read(DataInputStream in) throws IOException {
    long place = in.readLong();
    String digest = new String(in.readNBytes(DIGEST), StandardCharsets.US_ASCII);
    byte[] json = in.readAllBytes();
    ActionResult result = json.length == 0 ? null : JsonInput.read(json, FORMAT);
    return new LedgerEntry(place, digest, result);
  }
}
