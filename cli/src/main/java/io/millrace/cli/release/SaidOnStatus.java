package io.millrace.cli.release;

import io.millrace.contracts.release.Admission;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What stands on `status` by now, as its records are read.
final class SaidOnStatus {
  private final Map<String, Admission> byKey = new TreeMap<>();

  void take(ConsumerRecord<byte[], Admission> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      byKey.remove(key);
    } else {
      byKey.put(key, record.value());
    }
  }

  /// What an instance says of a release; null if nothing.
  @Nullable Admission of(Instances.Instance instance, int release) {
    return byKey.get(new Admission(instance.service(), instance.name(), release, null).key());
  }

  /// Forgets who refused a release until they say it again; returns whether there were any.
  boolean forgetRefusals(int release) {
    return byKey.values().removeIf(said -> said.release() == release && !said.isAdmitted());
  }

  /// All that is said, in the order of services and instances.
  Iterable<Admission> all() {
    return byKey.values();
  }
}
