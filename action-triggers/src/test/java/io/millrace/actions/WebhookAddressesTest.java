package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.Action.Target;
import io.millrace.contracts.Action.Target.ToLog;
import io.millrace.contracts.Action.Target.ToWebhook;
import io.millrace.runtime.InvalidConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressesTest {
  private static final ToWebhook HOOK = new ToWebhook("https://${HOST}/x?key=${KEY}");

  @Test
  void takesEveryNameFromTheEnvironment() {
    WebhookAddresses addresses =
        WebhookAddresses.of(
            List.of(new ToLog(), HOOK), Map.of("HOST", "example.com", "KEY", "a$1b"), Set.of());

    assertThat(addresses.of(HOOK)).contains(URI.create("https://example.com/x?key=a$1b"));
  }

  @Test
  void knowsNoOtherWebhook() {
    WebhookAddresses addresses =
        WebhookAddresses.of(List.of(HOOK), Map.of("HOST", "example.com", "KEY", "k"), Set.of());

    assertThat(addresses.of(new ToWebhook("https://evil.example/${KEY}"))).isEmpty();
  }

  @Test
  void nameThatIsNotSetIsRefusedWithTheRemedy() {
    Map<String, String> environment = Map.of("HOST", "example.com");

    assertThatThrownBy(() -> WebhookAddresses.of(List.of(HOOK), environment, Set.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "KEY is not set, but the webhook 'https://${HOST}/x?key=${KEY}' needs it: set it in the"
                + " environment of action-triggers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nowhere", "ftp://s3cret.example/", "http://", "http://s3cret host/", "://"})
  void whatResolvesToNoHttpAddressIsRefusedWithoutBeingShown(String url) {
    List<Target> hook = List.of(new ToWebhook("${URL}"));

    assertThatThrownBy(() -> WebhookAddresses.of(hook, Map.of("URL", url), Set.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("'${URL}' is no HTTP address")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void hostWithoutTlsMustBeAllowed() {
    List<Target> hook = List.of(new ToWebhook("${URL}"));
    Map<String, String> environment = Map.of("URL", "http://S3cret.example/x");

    assertThatThrownBy(() -> WebhookAddresses.of(hook, environment, Set.of()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("'${URL}' goes to its host without TLS")
        .hasMessageNotContaining("3cret");
    assertThat(WebhookAddresses.of(hook, environment, Set.of("s3cret.example")).addresses())
        .hasSize(1);
  }
}
