package io.millrace.systemtests;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// That a class asks the machine for the time or for chance, by a call or by a reference to a
/// method.
///
/// Random numbers that follow from a given seed count too: whoever needs them in a stage wants to
/// explain that here.
final class ReadClocksOrRandomNumbers extends ArchCondition<JavaClass> {
  private static final Set<String> SOURCES =
      Set.of(
          Date.class.getName(),
          Random.class.getName(),
          SecureRandom.class.getName(),
          SplittableRandom.class.getName(),
          ThreadLocalRandom.class.getName());

  private static final Set<String> METHODS =
      Set.of(
          System.class.getName() + ".currentTimeMillis",
          System.class.getName() + ".nanoTime",
          InstantSource.class.getName() + ".system",
          Math.class.getName() + ".random",
          StrictMath.class.getName() + ".random",
          UUID.class.getName() + ".randomUUID");

  ReadClocksOrRandomNumbers() {
    super("read clocks or random numbers");
  }

  @Override
  public void check(JavaClass javaClass, ConditionEvents events) {
    for (JavaAccess<?> access : javaClass.getAccessesFromSelf()) {
      if (isImpure(access.getTarget())) {
        events.add(SimpleConditionEvent.satisfied(javaClass, access.getDescription()));
      }
    }
  }

  private static boolean isImpure(AccessTarget target) {
    String owner = target.getOwner().getName();
    return SOURCES.contains(owner)
        || METHODS.contains(owner + '.' + target.getName())
        || (owner.equals(Clock.class.getName()) && target.getName().matches("(system|tick).*"))
        || (owner.startsWith("java.time.") && target.getName().equals("now"));
  }
}
