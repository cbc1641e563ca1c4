package io.millrace.model;

import io.millrace.runtime.ServiceMain;

/// Runs the model service as a process of its own.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run(new ModelService());
  }
}
