package io.millrace.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How far a long command has come, with its rate and an estimate of what is left.
///
/// On a terminal it is a bar that redraws itself; elsewhere (a pipe, CI) a plain line every few
/// seconds, without colours. It draws when told of progress and starts no thread.
public final class ProgressBar implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final String task;
  private final String unit;
  private final long started;
  private long drawn;
  private long done;
  private boolean closed;

  ProgressBar(PrintWriter out, boolean terminal, LongSupplier nanoClock, String task, String unit) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.task = task;
    this.unit = unit;
    this.started = nanoClock.getAsLong();
    this.drawn = started;
  }

  /// A bar for `task`, such as `import`, that counts `unit`s, such as `events`.
  public static ProgressBar start(PrintWriter out, String task, String unit) {
    return new ProgressBar(out, isTerminal(), System::nanoTime, task, unit);
  }

  /// Whether a person watches: both ends are a terminal, and no CI says that it only looks so.
  public static boolean isTerminal() {
    boolean console = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return console && System.getenv("CI") == null;
  }

  /// Tells how much is done of `total`, which may be an estimate, or 0 where nobody knows.
  public void update(long done, long total) {
    this.done = done;
    long now = nanoClock.getAsLong();
    if (now - drawn >= (terminal ? REDRAW : PLAIN_LINE).toNanos()) {
      drawn = now;
      draw(total, seconds(now));
    }
  }

  /// Ends the bar with a line that says what was done in what time.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    double seconds = seconds(nanoClock.getAsLong());
    out.println(
        (terminal ? "\r\u001B[K" : "")
            + String.format(
                Locale.ROOT, "%s: %s in %.1f s (%s)", task, count(done), seconds, rate(seconds)));
    out.flush();
  }

  private void draw(long total, double seconds) {
    String text = total > 0 ? known(Math.max(total, done), seconds) : unknown(seconds);
    if (terminal) {
      out.print("\r\u001B[K" + task + ' ' + text);
    } else {
      out.println(task + ": " + text);
    }
    out.flush();
  }

  private String known(long total, double seconds) {
    double share = (double) done / total;
    String left = done == 0 ? "?" : clock(Math.round(seconds * (total - done) / done));
    String bar = terminal ? bar(share) : "";
    return String.format(
        Locale.ROOT,
        "%s%3.0f%%  %s, %s, %s left",
        bar,
        share * 100,
        count(done),
        rate(seconds),
        left);
  }

  private String unknown(double seconds) {
    return String.format(Locale.ROOT, "%s, %s", count(done), rate(seconds));
  }

  private static String bar(double share) {
    int filled = (int) Math.round(share * WIDTH);
    return "\u001B[32m" + "━".repeat(filled) + "\u001B[0m" + "─".repeat(WIDTH - filled) + ' ';
  }

  private String count(long number) {
    return String.format(Locale.ROOT, "%,d %s", number, unit);
  }

  private String rate(double seconds) {
    return String.format(Locale.ROOT, "%,.0f/s", seconds > 0 ? done / seconds : 0.0);
  }

  private double seconds(long now) {
    return (now - started) / 1e9;
  }

  private static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
