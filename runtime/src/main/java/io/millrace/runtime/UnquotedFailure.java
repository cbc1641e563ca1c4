package io.millrace.runtime;

import org.jspecify.annotations.Nullable;

/// An exception as the log may show it: its kind and where it was thrown, and so its causes.
///
/// Messages are left out, since those of libraries quote what they failed at: a part of a record.
public final class UnquotedFailure extends Throwable {
  private static final long serialVersionUID = 1;

  /// No chain of causes is followed further: one that were a ring would have no end.
  private static final int CAUSES = 10;

  private final String kind;

  public UnquotedFailure(Throwable failure) {
    this(failure, CAUSES);
  }

  private UnquotedFailure(Throwable failure, int causes) {
    super(null, cause(failure.getCause(), causes));
    kind = failure.getClass().getName();
    setStackTrace(failure.getStackTrace());
  }

  private static @Nullable Throwable cause(@Nullable Throwable cause, int causes) {
    return cause == null || causes == 0 ? null : new UnquotedFailure(cause, causes - 1);
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // the kind of what failed, not of this
  public String toString() {
    return kind;
  }
}
