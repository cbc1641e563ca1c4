package io.millrace.entityfeatures;

import io.millrace.runtime.ServiceMain;

/// Runs processor-a as a process of its own.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    ServiceMain.run(new EntityFeaturesService());
  }
}
