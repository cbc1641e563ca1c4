package io.millrace.actions;

import io.millrace.runtime.ServiceMain;

/// Runs action-triggers as a process of its own.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run(new ActionService());
  }
}
