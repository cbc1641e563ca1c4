package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Assignment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private final Deque<Supplier<? extends Throwable>> failures = new ArrayDeque<>();
  private final List<Integer> told = new ArrayList<>();
  private final Announcements announcements = new Announcements();

  @Test
  void goesOnAfterWhatWouldFailAgain() {
    failures.add(NoClassDefFoundError::new);
    failures.add(IllegalStateException::new);
    announce(1, 2, 3);

    announcements.tell(new Listener());

    assertThat(told).containsExactly(1, 2, 3);
  }

  @Test
  void tellsAgainWhatFailedForWantOfTheBrokers() {
    failures.add(() -> new TimeoutException("no answer"));
    announce(1, 2);

    assertThatThrownBy(() -> announcements.tell(new Listener())).isInstanceOf(KafkaException.class);
    announcements.tell(new Listener());

    assertThat(told).containsExactly(1, 1, 2);
  }

  private void announce(int... releases) {
    for (int release : releases) {
      announcements.add(listener -> listener.published(release));
    }
  }

  /// Fails as long as there are failures.
  private final class Listener implements ReleaseListener {
    @Override
    public void published(int release) {
      told.add(release);
      if (!failures.isEmpty()) {
        fail(failures.remove().get());
      }
    }

    @Override
    public void asked(int release) {}

    @Override
    public void assigned(Assignment assignment) {}
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }
}
