package io.millrace.benchmarks;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/// What an aggregate of the DSL keeps to answer a count and a mean.
record CountAndSum(long count, double sum) {
  static final CountAndSum NONE = new CountAndSum(0, 0);
  static final Serde<CountAndSum> SERDE =
      Serdes.serdeFrom((_, value) -> write(value), (_, bytes) -> read(bytes));

  CountAndSum plus(double number) {
    return new CountAndSum(count + 1, sum + number);
  }

  private static byte[] write(CountAndSum value) {
    return ByteBuffer.allocate(Long.BYTES + Double.BYTES)
        .putLong(value.count)
        .putDouble(value.sum)
        .array();
  }

  private static CountAndSum read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new CountAndSum(buffer.getLong(), buffer.getDouble());
  }
}
