package io.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.runtime.StageMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedReleaseTest {
  @TempDir private Path folder;
  private final LoadedRelease release = new LoadedRelease();
  private ReleaseScorer scorer;
  private int loads;
  private int closes;

  @BeforeEach
  void makeScorer() throws IOException {
    Scorer counting =
        new Scorer() {
          @Override
          public List<Answer> score(List<FeatureVector> vectors) {
            return List.of();
          }

          @Override
          public void close() {
            closes++;
          }
        };
    scorer =
        new ReleaseScorer(
            new FeatureAssembly(new TestPipeline(folder).withoutModel()),
            counting,
            new MeasuredReleases(new StageMetrics(new SimpleMeterRegistry(), Tags.empty()))
                .take(0));
  }

  @Test
  void loadsOnce() throws IOException {
    release.acquire(this::load).orElseThrow().close();
    release.acquire(this::load).orElseThrow().close();

    assertThat(loads).isEqualTo(1);
    assertThat(release.offer(scorer)).isFalse();
  }

  @Test
  void isFreedOnlyWhenTheLastRunIsOver() throws IOException {
    SharedModel<ReleaseScorer>.Lease running = release.acquire(this::load).orElseThrow();

    release.close();

    assertThat(closes).isZero();
    running.close();
    assertThat(closes).isEqualTo(1);
  }

  @Test
  void loadsNothingOnceItIsClosed() throws IOException {
    release.close();

    assertThat(release.acquire(this::load)).isEmpty();
    assertThat(release.offer(scorer)).isFalse();
    assertThat(loads).isZero();
  }

  private ReleaseScorer load() {
    loads++;
    return scorer;
  }
}
