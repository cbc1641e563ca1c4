package io.millrace.model;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// A model that threads run while another may retire it.
///
/// Invariant: it is closed once, after it was retired and the last lease was returned. Closing a
/// session of ONNX Runtime while a thread runs it crashes the JVM.
///
/// @param <M> the model
final class SharedModel<M extends Closeable> {
  private final M model;
  private int leases;
  private boolean retired;

  /// @param model to be closed by this alone
  SharedModel(M model) {
    this.model = model;
  }

  /// The model, until the lease is closed; absent once it is retired.
  synchronized Optional<Lease> acquire() {
    if (retired) {
      return Optional.empty();
    }
    leases++;
    return Optional.of(new Lease());
  }

  /// Lends the model to no one any more, and closes it as soon as no one runs it.
  void retire() throws IOException {
    boolean idle;
    synchronized (this) {
      idle = !retired && leases == 0;
      retired = true;
    }
    if (idle) {
      model.close();
    }
  }

  private void giveBack() throws IOException {
    boolean last;
    synchronized (this) {
      leases--;
      last = retired && leases == 0;
    }
    if (last) {
      model.close();
    }
  }

  /// The right to run the model, of one thread.
  final class Lease implements Closeable {
    private boolean returned;

    private Lease() {}

    M model() {
      if (returned) {
        throw new IllegalStateException("the lease was returned");
      }
      return model;
    }

    @Override
    public void close() throws IOException {
      if (!returned) {
        returned = true;
        giveBack();
      }
    }
  }
}
