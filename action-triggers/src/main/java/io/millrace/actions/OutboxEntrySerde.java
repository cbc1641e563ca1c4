package io.millrace.actions;

import io.millrace.contracts.Action;
import io.millrace.contracts.json.ActionFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.header.Headers;

/// How an entry of the outbox lies in its store.
///
/// Version 1: the version, the place, the timestamp, the attempts, the number of headers and of
/// each its name and value, and the action's JSON. Names, values and JSON come after their length
/// in bytes, -1 for no value. Integers are big-endian.
final class OutboxEntrySerde extends VersionedSerde<OutboxEntry> {
  private static final ActionFormat FORMAT = new ActionFormat();

  OutboxEntrySerde() {
    super((byte) 1);
  }

  @Override
  protected void write(OutboxEntry entry, DataOutputStream out) throws IOException {
    out.writeLong(entry.place());
    out.writeLong(entry.timestamp());
    out.writeInt(entry.attempts());
    writeHeaders(entry.headers(), out);
    writeBytes(JsonOutput.write(entry.action(), FORMAT), out);
  }

  @Override
  protected OutboxEntry read(DataInputStream in) throws IOException {
    long place = in.readLong();
    long timestamp = in.readLong();
    int attempts = in.readInt();
    Headers headers = readHeaders(in);
    Action action = JsonInput.read(in.readNBytes(in.readInt()), FORMAT);
    return new OutboxEntry(place, timestamp, headers, action, attempts);
  }
}
