package io.millrace.composed;

import io.millrace.runtime.ServiceMain;

/// Starts the service as a process of its own, configured by its environment.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run(new ComposedService());
  }
}
