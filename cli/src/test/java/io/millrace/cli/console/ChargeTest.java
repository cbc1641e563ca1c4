package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.Assignment;
import io.millrace.contracts.Assignment.Cause;
import io.millrace.contracts.Assignment.Challenger;
import io.millrace.contracts.json.AssignmentFormat;
import io.millrace.contracts.json.JsonFormat;
import io.millrace.contracts.json.JsonSerde;
import io.millrace.contracts.json.ManifestFormat;
import io.millrace.contracts.release.Manifest;
import io.millrace.runtime.ReleaseLog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChargeTest {
  private static final Manifest FIRST = new Manifest(1, "first", List.of());

  private final ReleaseLog log = new ReleaseLog();

  @Test
  void isTheFolderBeforeAnythingIsAssigned() {
    take("release/1", FIRST, new ManifestFormat());

    assertThat(Charge.of(log)).isEqualTo(Charge.FOLDER);
  }

  @Test
  void isWhatWasAssignedLast() {
    Challenger challenger = new Challenger(2, 10);
    take("release/1", FIRST, new ManifestFormat());
    take("assignment/1", new Assignment(1, 1, null, Cause.ASSIGN, ""), new AssignmentFormat());
    take(
        "assignment/2",
        new Assignment(2, 1, challenger, Cause.ASSIGN, "try it"),
        new AssignmentFormat());

    assertThat(Charge.of(log))
        .isEqualTo(new Charge(1, "first", Optional.of(challenger), "assign: try it"));
  }

  private <T> void take(String key, T value, JsonFormat<T> format) {
    log.take(key, new JsonSerde<>(format).serializer().serialize("cards.releases", value), 0);
  }
}
