package io.millrace.cli.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// The processor's cores, each of which does its part of a work.
public final class Workers implements AutoCloseable {
  private final int count;
  private final ExecutorService threads;

  /// As many as the machine has cores.
  public Workers() {
    this(Runtime.getRuntime().availableProcessors());
  }

  Workers(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
  }

  int count() {
    return count;
  }

  /// Has each worker do its part, numbered from 0, and waits for all; the results are in the order
  /// of the numbers.
  <T> List<T> each(IntFunction<T> part) {
    List<Callable<T>> parts = new ArrayList<>(count);
    for (int worker = 0; worker < count; worker++) {
      int number = worker;
      parts.add(() -> part.apply(number));
    }
    try {
      List<T> results = new ArrayList<>(count);
      for (Future<T> result : threads.invokeAll(parts)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others worked", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /// The part of a list that a worker takes when all share it evenly.
  <T> List<T> share(List<T> all, int worker) {
    return all.subList(start(all, worker), start(all, worker + 1));
  }

  private int start(List<?> all, int worker) {
    return (int) ((long) all.size() * worker / count);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
