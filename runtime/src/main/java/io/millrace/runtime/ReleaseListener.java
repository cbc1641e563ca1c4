package io.millrace.runtime;

import io.millrace.contracts.Assignment;

/// Is told what comes to the topic `releases`, in its order, by one thread.
interface ReleaseListener {

  /// A release was published, or somebody asks whether it can be served.
  void published(int release);

  /// A release was assigned.
  void assigned(Assignment assignment);
}
