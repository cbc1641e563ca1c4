package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private final HostCheck local = new HostCheck(true);

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "localhost", "127.0.0.1:8080", "[::1]:8080"})
  void acceptsThisMachinesNames(String host) {
    assertThat(local.accepts(host)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example:8080",
        "localhost:8080@evil.example",
        "",
        "127.0.0.1.nip.io"
      })
  void refusesOthers(String host) {
    assertThat(local.accepts(host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"millrace.internal:8080", "10.0.0.7"})
  void acceptsAnyNameWhereTheNetworkIsMeant(String host) {
    assertThat(new HostCheck(false).accepts(host)).isTrue();
  }
}
