package io.millrace.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a listener is still to be told, in order.
///
/// What fails for want of the brokers is told again, and what comes after it waits. Any other
/// failure would come again: it is logged and passed over, an `Error` too. None ends the JVM from
/// here; one that it does not survive shows in the threads that process records, and they stop the
/// service.
final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final Deque<Consumer<ReleaseListener>> untold = new ArrayDeque<>();

  void add(Consumer<ReleaseListener> announcement) {
    untold.add(announcement);
  }

  /// Tells all; throws [KafkaException] where it has to go on later.
  void tell(ReleaseListener listener) {
    while (!untold.isEmpty()) {
      try {
        untold.element().accept(listener);
      } catch (KafkaException e) {
        throw e;
      } catch (Throwable e) {
        LOG.error("passed over what comes from the releases", e);
      }
      untold.remove();
    }
  }
}
