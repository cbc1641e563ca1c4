package io.millrace.trainer.promotion;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scheduling class of threads that run only where no other wants to
/// ([SCHED_IDLE](https://man7.org/linux/man-pages/man7/sched.7.html)): a training may take long,
/// and what decides in milliseconds shares the processors with it. Java's own priorities say
/// nothing to Linux.
final class BackgroundPriority {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundPriority.class);
  private static final int SCHED_IDLE = 5;
  private static final int THIS_THREAD = 0;

  private BackgroundPriority() {}

  /// Gives it to the calling thread and the threads that it starts; elsewhere than on Linux, or
  /// where it is not allowed, they stay as they are. Returns whether it was given.
  @SuppressWarnings("restricted") // what native methods do, Java cannot check
  static boolean take() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      MethodHandle setScheduler =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("sched_setscheduler"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS));
      MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, 0);
      int failed = (int) setScheduler.invokeExact(THIS_THREAD, SCHED_IDLE, priority);
      return failed == 0;
    } catch (Throwable e) { // a method handle may throw anything
      LOG.info("training runs at the priority of all other threads: {}", e.toString());
      return false;
    }
  }
}
