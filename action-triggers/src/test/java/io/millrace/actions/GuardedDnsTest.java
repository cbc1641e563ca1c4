package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardedDnsTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.7");

  @Test
  void givesThePublicAddressesOfAHost() throws Exception {
    assertThat(dns(PUBLIC).resolve("hooks.example")).containsExactly(PUBLIC);
  }

  @Test
  void refusesAHostOfWhichAnyAddressIsNotPublicAndNamesNeither() {
    assertThatThrownBy(() -> dns(PUBLIC, PRIVATE).resolve("hooks.example"))
        .isInstanceOf(PrivateAddress.class)
        .hasMessageNotContaining("10.0.0.7")
        .hasMessageNotContaining("hooks.example");
  }

  @Test
  void allowsAHostByName() throws Exception {
    assertThat(dns(PRIVATE).resolve("Hooks.Internal")).containsExactly(PRIVATE);
  }

  private static GuardedDns dns(InetAddress... addresses) {
    return new GuardedDns(Set.of("hooks.internal"), host -> addresses);
  }
}
