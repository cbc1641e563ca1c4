package io.millrace.runtime;

import io.millrace.contracts.Assignment;

/// Is told what comes to the topic `releases`, in its order, by one thread.
interface ReleaseListener {

  /// A release was published.
  void published(int release);

  /// Somebody asks whether a release can be served.
  void asked(int release);

  /// A release was assigned.
  void assigned(Assignment assignment);
}
