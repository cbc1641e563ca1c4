package io.millrace.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/// Where the processor time of this JVM goes, by what is done with it; and how long the collector
/// stops it.
///
/// The JVM takes a sample of each thread for so much processor time of its own: code in native
/// libraries counts, waiting does not. It does so on Linux alone.
public final class CpuProfile implements Closeable {
  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final String PAUSE = "jdk.GCPhasePause";
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final double MICROS = 1e3;

  private final Recording recording;
  private final long cpuBefore;

  private CpuProfile(Recording recording) {
    this.recording = recording;
    this.cpuBefore = cpuNanos();
  }

  /// What was seen.
  ///
  /// @param micros of processor time, by what was done
  /// @param longestPause of the collector
  public record Result(Map<Work, Double> micros, Duration longestPause) {

    public Result {
      micros = Map.copyOf(micros);
    }
  }

  public static CpuProfile start() {
    Recording recording = new Recording();
    recording.enable(SAMPLE).with("throttle", PERIOD.toMillis() + "ms");
    recording.enable(PAUSE);
    recording.start();
    return new CpuProfile(recording);
  }

  /// Ends it. What the operating system has counted beyond the samples is the JVM's own: it takes
  /// none of its compiler and collector. A sample that was lost counts there too.
  public Result stop() {
    double all = (cpuNanos() - cpuBefore) / MICROS;
    Map<Work, Double> micros = new EnumMap<>(Work.class);
    Duration longest = Duration.ZERO;
    try {
      Path file = Files.createTempFile("millrace-profile", ".jfr");
      recording.stop();
      recording.dump(file);
      try (RecordingFile events = new RecordingFile(file)) {
        while (events.hasMoreEvents()) {
          RecordedEvent event = events.readEvent();
          switch (event.getEventType().getName()) {
            case SAMPLE -> micros.merge(work(event), PERIOD.toNanos() / MICROS, Double::sum);
            case PAUSE -> longest = longer(longest, event.getDuration());
            default -> {}
          }
        }
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the profile cannot be read", e);
    }
    double sampled = micros.values().stream().mapToDouble(Double::doubleValue).sum();
    micros.merge(Work.JVM, Math.max(0, all - sampled), Double::sum);
    return new Result(micros, longest);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Work work(RecordedEvent sample) {
    RecordedThread thread = sample.getThread("eventThread");
    Work byThread = Work.ofThread(thread == null ? null : thread.getJavaName());
    if (byThread != Work.OTHER || sample.getStackTrace() == null) {
      return byThread;
    }
    for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      Work byFrame = Work.ofMethod(type, frame.getMethod().getName());
      if (byFrame != Work.OTHER) {
        return byFrame;
      }
    }
    return Work.OTHER;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  @Override
  public void close() {
    recording.close();
  }
}
