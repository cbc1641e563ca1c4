package io.millrace.trainer.promotion;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
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

  /// Does some work in a thread of that class, and waits for it; elsewhere than on Linux, or where
  /// it is not allowed, the thread is as all others. What the work throws is thrown here.
  ///
  /// @param name of the thread
  static <T> T call(String name, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              take();
              try {
                result.complete(work.get());
              } catch (Throwable e) { // it is thrown where it is waited for
                result.completeExceptionally(e);
              }
            });
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  /// Gives it to the calling thread and the threads that it starts; there is no way back for one
  /// without privileges. Returns whether it was given.
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
