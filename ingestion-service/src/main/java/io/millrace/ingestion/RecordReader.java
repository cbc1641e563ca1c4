package io.millrace.ingestion;

import io.millrace.contracts.Position;
import java.time.Instant;

/// Makes what a producer wrote into a record of the pipeline. The same input gives the same
/// reading, always.
interface RecordReader<T> {

  /// Reads one record.
  ///
  /// @param json what the producer wrote
  /// @param source where it stands
  /// @param arrival the broker's time, against which the producer's times are judged
  Reading<T> read(byte[] json, Position source, Instant arrival);
}
