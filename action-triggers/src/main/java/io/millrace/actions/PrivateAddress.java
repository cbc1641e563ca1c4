package io.millrace.actions;

import java.net.UnknownHostException;

/// Thrown for a host whose address is not public, which was not allowed by name. It names neither:
/// both may be secrets.
final class PrivateAddress extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  PrivateAddress() {
    super(
        "the webhook's host has an address that is not public: allow it by name in "
            + ActionConfig.WEBHOOK_ALLOW);
  }
}
