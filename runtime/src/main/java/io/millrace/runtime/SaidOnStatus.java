package io.millrace.runtime;

import io.millrace.contracts.json.AdmissionFormat;
import io.millrace.contracts.json.JsonInput;
import io.millrace.contracts.release.Admission;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the topic `status` says, as far as it was read: which instance can serve which release.
///
/// What is no record of it is passed over, and said in the log. Not for several threads at once.
public final class SaidOnStatus {
  private static final Logger LOG = LoggerFactory.getLogger(SaidOnStatus.class);
  private static final AdmissionFormat ADMISSIONS = new AdmissionFormat();

  private final Map<String, Admission> byKey = new TreeMap<>();
  private final LogLimit limit = new LogLimit();

  /// Takes a record.
  void take(@Nullable String key, byte @Nullable [] value, long offset) {
    try {
      take(String.valueOf(key), value == null ? null : JsonInput.read(value, ADMISSIONS));
    } catch (IOException | IllegalArgumentException e) {
      limit.tell(
          "record",
          more ->
              LOG.warn(
                  "passed over the record of the status at offset {}, and {} since such a line came last: {}",
                  offset,
                  more,
                  e.getMessage()));
    }
  }

  /// Takes what an instance says.
  ///
  /// @param admission absent where the instance is gone
  public void take(String key, @Nullable Admission admission) {
    if (admission == null) {
      byKey.remove(key);
    } else {
      byKey.put(key, admission);
    }
  }

  /// What an instance says of a release; null if nothing.
  public @Nullable Admission of(Instances.Instance instance, int release) {
    return byKey.get(new Admission(instance.service(), instance.name(), release, null).key());
  }

  /// Forgets who refused a release until they say it again; returns whether there were any.
  boolean forgetRefusals(int release) {
    return byKey.values().removeIf(said -> said.release() == release && !said.isAdmitted());
  }

  /// All that is said, in the order of services and instances.
  public List<Admission> all() {
    return List.copyOf(byKey.values());
  }
}
