package io.millrace.entityfeatures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Stamp;
import io.millrace.features.MemoryEntityStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Of a terminal the folder looks back for 8 days, release 2 for 7; of a card both for 2.
class KeptReleasesTest {
  private static final Stamp SHORT = new Stamp(1, 2, null);
  private static final Stamp LONG = new Stamp(2, 0, null);
  private static final long NOW = Duration.ofDays(1_000).toMillis();
  private static final long FORGOTTEN = NOW - Duration.ofDays(7 + 7).toMillis();

  private final MemoryEntityStore store = new MemoryEntityStore();

  @Test
  void whatWasForgottenStaysSoWhenMoreIsKept() {
    KeptReleases kept = open();
    store.advanceTo(NOW);

    kept.at(10, SHORT);
    Map<String, Long> before = kept.forgotten();
    kept.at(20, LONG);

    assertThat(before).isEmpty();
    assertThat(kept.forgotten()).containsExactly(Map.entry("terminal", FORGOTTEN));
  }

  @Test
  void knowsWhatWasForgottenAtEachRecordAfterARestart() {
    store.advanceTo(NOW);
    KeptReleases first = open();
    first.at(10, SHORT);
    first.at(20, LONG);
    first.at(30, new Stamp(3, 2, null));
    first.at(40, new Stamp(4, 2, null));

    KeptReleases again = open();
    again.latest();

    assertThat(again.forgotten()).containsExactly(Map.entry("terminal", FORGOTTEN));
    assertThat(again.at(45, new Stamp(4, 2, null))).containsExactly(2);
    store.advanceTo(NOW + 1);
    again.at(50, new Stamp(5, 0, null));
    assertThat(again.forgotten()).containsExactly(Map.entry("terminal", FORGOTTEN + 1));
  }

  @Test
  void aLateRecordThatAsksForMoreDoesNotSeeWhatIsForgotten() {
    KeptReleases kept = open();
    store.advanceTo(NOW);
    Stamp late = new Stamp(1, 0, null);
    kept.at(10, late);
    kept.at(20, new Stamp(2, 2, null));
    kept.at(30, new Stamp(3, 2, null));

    assertThat(kept.at(40, late)).containsExactly(0, 2);
    assertThat(kept.forgotten()).containsExactly(Map.entry("terminal", FORGOTTEN));
    store.advanceTo(NOW + 1);
    kept.at(41, late);
    assertThat(kept.forgotten()).containsExactly(Map.entry("terminal", FORGOTTEN + 1));
    assertThat(kept.at(42, new Stamp(3, 2, null))).containsExactly(2);
    assertThat(kept.forgotten()).isEmpty();
  }

  private KeptReleases open() {
    return new KeptReleases(store, new ReleaseFeatures.Cache(TestPipeline.releases()));
  }
}
