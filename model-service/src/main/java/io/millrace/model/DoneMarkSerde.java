package io.millrace.model;

import io.millrace.contracts.Part;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How the mark of a done event lies in its store.
///
/// Version 2: the version, 1 if given up or 0, the number of parts, and of each part its name in
/// modified UTF-8 and its offset. Integers are big-endian.
final class DoneMarkSerde extends VersionedSerde<DoneMark> {

  DoneMarkSerde() {
    super((byte) 2);
  }

  @Override
  protected void write(DoneMark mark, DataOutputStream out) throws IOException {
    out.writeBoolean(mark.givenUp());
    out.writeByte(mark.parts().size());
    for (DoneMark.Place place : mark.parts()) {
      out.writeUTF(place.part().name());
      out.writeLong(place.offset());
    }
  }

  @Override
  protected DoneMark read(DataInputStream in) throws IOException {
    boolean givenUp = in.readBoolean();
    int count = in.readUnsignedByte();
    List<DoneMark.Place> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(new DoneMark.Place(new Part(in.readUTF()), in.readLong()));
    }
    return new DoneMark(parts, givenUp);
  }
}
