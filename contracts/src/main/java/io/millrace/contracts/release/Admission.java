package io.millrace.contracts.release;

import org.jspecify.annotations.Nullable;

/// Whether an instance of a service can serve a release: it has loaded and tried it.
///
/// @param service such as `model-service`
/// @param instance its name within the service
/// @param release the release's number
/// @param refusal why not, absent if it can
public record Admission(String service, String instance, int release, @Nullable String refusal) {

  public boolean isAdmitted() {
    return refusal == null;
  }

  /// The key under which it stands on `status`.
  public String key() {
    return service + "/" + instance + "/" + release;
  }
}
