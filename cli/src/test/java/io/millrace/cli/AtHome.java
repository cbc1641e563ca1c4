package io.millrace.cli;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Has commands find what comes with Millrace where the build's root is.
final class AtHome implements BeforeEachCallback, AfterEachCallback {
  private static final String HOME = "millrace.home";

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setProperty(HOME, "..");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.clearProperty(HOME);
  }
}
