package io.millrace.cli.console;

import java.net.InetAddress;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a request was meant for this console, going by the host that it names.
///
/// A page from elsewhere may have its own host's name point to this machine, and would then be
/// allowed to read what is answered. So a console that only this machine can reach answers to this
/// machine's names alone.
record HostCheck(boolean isLoopback) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:\\[]*)(:\\d{1,5})?");

  static HostCheck of(InetAddress listening) {
    return new HostCheck(listening.isLoopbackAddress());
  }

  /// @param host what the `Host` header says
  boolean accepts(@Nullable String host) {
    if (!isLoopback) {
      return true;
    }
    Matcher named = HOST.matcher(String.valueOf(host));
    return host != null && named.matches() && LOOPBACK.contains(named.group(1));
  }
}
