package io.millrace.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.doctor.Finding.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFindingsTest {
  private static final Path TMP = Path.of("/tmp");
  private static final Path DATA = Path.of("data");
  private static final Machine GOOD =
      new Machine(25, null, true, TMP, true, DATA, true, 5L << 30, 65_536L, List.of());
  private static final Machine BAD =
      new Machine(
          21, "no rocksdbjni in /tmp", false, TMP, false, DATA, false, 0, 1_024L, List.of(9092));

  @Test
  void findsNothingWrongWithAMachineThatHasAll() {
    assertThat(MachineFindings.of(GOOD)).allMatch(finding -> finding.status() == Status.OK);
  }

  @Test
  void namesTheRemedyOfWhatIsWrong() {
    assertThat(MachineFindings.of(BAD))
        .filteredOn(finding -> finding.status() == Status.FAILED)
        .extracting(Finding::subject, Finding::says)
        .satisfiesExactly(
            java ->
                assertThat(java.toList()).containsExactly("java", "JDK 21: install 25 or later"),
            tmp -> assertThat(tmp.toString()).contains("-Djava.io.tmpdir=DIR"),
            rocks -> assertThat(rocks.toString()).contains("no rocksdbjni in /tmp", "glibc"),
            data -> assertThat(data.toString()).contains("data cannot be written to", "--data"));
  }

  @Test
  void warnsOfWhatIsOnlyShort() {
    assertThat(MachineFindings.of(BAD))
        .filteredOn(finding -> finding.status() == Status.WARNING)
        .extracting(Finding::subject)
        .containsExactly("libgomp", "open-files", "ports");
  }

  @Test
  void warnsOfAFolderThatIsNearlyFull() {
    Machine full = new Machine(25, null, true, TMP, true, DATA, true, 10L << 20, null, List.of());

    assertThat(MachineFindings.of(full))
        .filteredOn(finding -> finding.status() == Status.WARNING)
        .singleElement()
        .extracting(Finding::says)
        .asString()
        .startsWith("10 MB are free for data");
  }

  @Test
  void looksAtTheMachineThatItRunsOn(@TempDir Path folder) throws Exception {
    Machine machine = Machine.here(folder.resolve("not").resolve("there"), List.of());

    assertThat(machine.java()).isGreaterThanOrEqualTo(25);
    assertThat(machine.rocksDb()).isNull();
    assertThat(machine.isWritable()).isTrue();
    assertThat(machine.freeBytes()).isPositive();
  }
}
