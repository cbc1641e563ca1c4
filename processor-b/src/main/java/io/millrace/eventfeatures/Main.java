package io.millrace.eventfeatures;

import io.millrace.runtime.ServiceMain;

/// Runs processor-b as a process of its own.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run(new EventFeaturesService());
  }
}
