package io.millrace.cli.cluster;

import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Operations;
import io.millrace.runtime.RunningService;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceConfig;
import io.millrace.runtime.ServiceLauncher;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Services of one pipeline, running in this JVM. They know nothing of each other: the topics do.
public final class RunningPipeline implements Closeable {
  private final List<RunningService> services;

  private RunningPipeline(List<RunningService> services) {
    this.services = services;
  }

  /// Starts services one after the other, so that a wrong configuration stops the first of them.
  public static RunningPipeline start(
      List<Service> services,
      PipelineDefinition pipeline,
      ServiceConfig config,
      Operations operations) {
    ServiceLauncher launcher = new ServiceLauncher(operations);
    List<RunningService> running = new ArrayList<>();
    RunningPipeline started = new RunningPipeline(running);
    try {
      for (Service service : services) {
        RunningService launched = launcher.launch(service, pipeline, config);
        running.add(launched);
        launched.onChange(started::changed);
      }
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private synchronized void changed() {
    notifyAll();
  }

  /// Waits until all of them process records, at most so long, or until one has failed; returns
  /// whether they do.
  synchronized boolean awaitReady(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (!isReady() && failed().isEmpty() && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return isReady();
  }

  private boolean isReady() {
    return services.stream().allMatch(RunningService::isReady);
  }

  /// The names of those that have failed.
  public List<String> failed() {
    return services.stream().filter(s -> !s.isLive()).map(RunningService::name).toList();
  }

  /// Stops them all at once: each waits for its own last records only.
  @Override
  public void close() {
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      services.forEach(service -> executor.execute(service::close));
    }
  }
}
