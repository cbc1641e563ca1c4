package io.millrace.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.Closeable;
import java.lang.management.ManagementFactory;

/// Measures what is done in this JVM, from when it is started.
public final class CostMeter implements Closeable {
  private final CpuProfile profile = CpuProfile.start();
  private final long allocatedBefore = allocated();
  private final BrokerTraffic before = BrokerTraffic.soFar();

  /// What it was for so many events.
  public Cost stop(long events) {
    BrokerTraffic traffic = BrokerTraffic.soFar().since(before);
    long allocatedBytes = allocated() - allocatedBefore;
    CpuProfile.Result cpu = profile.stop();
    return new Cost(events, cpu.micros(), allocatedBytes, cpu.longestPause(), traffic);
  }

  private static long allocated() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
  }

  @Override
  public void close() {
    profile.close();
  }
}
