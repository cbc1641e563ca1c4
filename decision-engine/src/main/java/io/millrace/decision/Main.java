package io.millrace.decision;

import io.millrace.runtime.ServiceMain;

/// Runs decision-engine as a process of its own.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run(new DecisionService());
  }
}
