package io.millrace.trainer.outcomes;

import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.runtime.VersionedSerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// How an open case lies in its store.
///
/// Version 1: the version and the case's JSON.
final class OpenCaseSerde extends VersionedSerde<OpenCase> {
  private static final OpenCaseFormat FORMAT = new OpenCaseFormat();

  OpenCaseSerde() {
    super((byte) 1);
  }

  @Override
  protected void write(OpenCase open, DataOutputStream out) throws IOException {
    out.write(JsonOutput.write(open, FORMAT));
  }

  @Override
  protected OpenCase read(DataInputStream in) throws IOException {
    return JsonInput.read(in.readAllBytes(), FORMAT);
  }
}
