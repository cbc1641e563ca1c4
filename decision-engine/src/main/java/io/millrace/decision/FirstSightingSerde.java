package io.millrace.decision;

import io.millrace.contracts.Position;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// How sightings lie in their store.
///
/// Version 1: the version, the timestamp (big-endian), and the position as text in UTF-8.
final class FirstSightingSerde extends VersionedSerde<FirstSighting> {

  FirstSightingSerde() {
    super((byte) 1);
  }

  @Override
  protected void write(FirstSighting sighting, DataOutputStream out) throws IOException {
    out.writeLong(sighting.timestamp());
    out.write(sighting.prediction().toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected FirstSighting read(DataInputStream in) throws IOException {
    long timestamp = in.readLong();
    String position = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return new FirstSighting(timestamp, Position.parse(position));
  }
}
