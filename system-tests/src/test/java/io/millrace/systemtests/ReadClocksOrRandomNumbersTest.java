package io.millrace.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ReadClocksOrRandomNumbersTest {

  @Test
  void findsEveryWayToTheClockAndToChance() {
    assertThat(findingsIn(Impure.class))
        .hasSize(7)
        .anyMatch(finding -> finding.contains("System.nanoTime"))
        .anyMatch(finding -> finding.contains("System.currentTimeMillis"))
        .anyMatch(finding -> finding.contains("LocalDate.now"))
        .anyMatch(finding -> finding.contains("Clock.systemUTC"))
        .anyMatch(finding -> finding.contains("Random"))
        .anyMatch(finding -> finding.contains("Math.random"))
        .anyMatch(finding -> finding.contains("UUID.randomUUID"));
  }

  @Test
  void findsNothingInArithmeticWithTimes() {
    assertThat(findingsIn(Pure.class)).isEmpty();
  }

  private static List<String> findingsIn(Class<?> type) {
    return noClasses()
        .should(new ReadClocksOrRandomNumbers())
        .evaluate(new ClassFileImporter().importClasses(type))
        .getFailureReport()
        .getDetails();
  }

  @SuppressWarnings("unused")
  private static final class Impure {
    private final LongSupplier reference = System::nanoTime;
    private final Optional<Long> lambda = Optional.of(1L).map(_ -> System.currentTimeMillis());
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final InstantSource clock = Clock.systemUTC();
    private final Random random = new Random(1);
    private final double chance = Math.random();
    private final UUID id = UUID.randomUUID();
  }

  @SuppressWarnings("unused")
  private record Pure(Instant time, InstantSource given, UUID id) {

    Instant now() {
      return given.instant();
    }

    Instant later() {
      return time.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS);
    }
  }
}
