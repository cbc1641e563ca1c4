package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFormatTest {

  @Test
  void isTextUnlessTheEnvironmentSaysOtherwise() {
    assertThat(LogFormat.fault(Map.of())).isEmpty();
  }

  @Test
  void isTextOrJson() {
    assertThat(LogFormat.fault(Map.of("MILLRACE_LOG", "text"))).isEmpty();
    assertThat(LogFormat.fault(Map.of("MILLRACE_LOG", "json"))).isEmpty();
  }

  @Test
  void saysWhatThereIsInThePlaceOfAnythingElse() {
    assertThat(LogFormat.fault(Map.of("MILLRACE_LOG", "JSON")))
        .contains("MILLRACE_LOG is 'JSON': set it to text or json");
  }
}
