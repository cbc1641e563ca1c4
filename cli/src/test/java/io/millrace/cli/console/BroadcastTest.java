package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Broadcast broadcast = new Broadcast();
  private final AtomicInteger dropped = new AtomicInteger();

  @Test
  void tellsEveryoneTheSame() throws Exception {
    Viewer first = join();
    Viewer second = join();

    broadcast.publish("{\"at\":1}", "{}");

    assertThat(messages(first)).isEqualTo(messages(second)).hasSize(2);
  }

  @Test
  void tellsNewcomersOfThePastAndThePresent() throws Exception {
    broadcast.publish("{\"at\":1}", "{\"p\":1}");
    broadcast.publish("{\"at\":2}", "{\"p\":2}");

    assertThat(messages(join()))
        .containsExactly(
            "retry: 2000\nevent: past\ndata: {\"points\":[{\"p\":1},{\"p\":2}]}\n\n",
            "event: snapshot\ndata: {\"at\":2}\n\n");
  }

  @Test
  void remembersFiveMinutes() throws Exception {
    for (int second = 1; second <= 400; second++) {
      broadcast.publish("{}", "p" + second);
    }

    assertThat(messages(join()).getFirst()).contains("[p101,p102,").contains(",p400]");
  }

  @Test
  void dropsWhoIsTooSlowAndNobodyElse() throws Exception {
    Viewer slow = join();
    Viewer quick = join();
    List<String> taken = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      broadcast.publish("{}", "{}");
      taken.addAll(messages(quick));
    }

    assertThat(slow.isDropped()).isTrue();
    assertThat(dropped).hasValue(1);
    assertThat(quick.isDropped()).isFalse();
    assertThat(taken).hasSize(21);
  }

  @Test
  void hasRoomForSoManyAndForMoreOnceSomeHaveLeft() {
    List<Viewer> viewers = new ArrayList<>();
    for (int i = 0; i < Broadcast.MOST_VIEWERS; i++) {
      viewers.add(join());
    }

    assertThat(broadcast.join(dropped::incrementAndGet)).isEmpty();
    broadcast.leave(viewers.getFirst());
    assertThat(broadcast.join(dropped::incrementAndGet)).isPresent();
  }

  @Test
  void saysThatItIsStillThereWhenThereIsNothingToSay() throws Exception {
    Viewer viewer = join();
    List<String> _ = messages(viewer);

    assertThat(viewer.next(AT_ONCE)).isEqualTo(Viewer.HEARTBEAT);
  }

  @Test
  void sendsEveryoneAwayWhenItCloses() {
    Viewer viewer = join();

    broadcast.close();

    assertThat(viewer.isDropped()).isTrue();
    assertThat(broadcast.join(dropped::incrementAndGet)).isEmpty();
  }

  private Viewer join() {
    return broadcast.join(dropped::incrementAndGet).orElseThrow();
  }

  private static List<String> messages(Viewer viewer) throws InterruptedException {
    List<String> messages = new ArrayList<>();
    for (String next = viewer.next(AT_ONCE);
        !next.equals(Viewer.HEARTBEAT);
        next = viewer.next(AT_ONCE)) {
      messages.add(next);
    }
    return messages;
  }
}
