package io.millrace.actions;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves the hosts of webhooks, and refuses those that are not public, unless they are allowed.
///
/// A connection is made to one of the addresses that are returned here, and to no other: nobody can
/// change between the check and the connection what a name stands for.
final class GuardedDns implements DnsResolver {
  private final Set<String> allowed;
  private final Lookup lookup;

  /// Looks a name up, as [InetAddress#getAllByName] does.
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /// @param allowed hosts whose addresses need not be public, in lower case
  GuardedDns(Set<String> allowed, Lookup lookup) {
    this.allowed = allowed;
    this.lookup = lookup;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookup.of(host);
    if (!allowed.contains(host.toLowerCase(Locale.ROOT))
        && !Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
      throw new PrivateAddress();
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return resolve(host)[0].getCanonicalHostName();
  }
}
