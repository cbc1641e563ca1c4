package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UnquotedFailureTest {
  private static final String CARD = "4929000011112222";

  @Test
  void saysWhatFailedWhereButNotWith() {
    Exception cause = new NumberFormatException("For input string: \"" + CARD + "\"");
    Exception failure = new IllegalStateException("cannot read " + CARD, cause);

    String trace = trace(new UnquotedFailure(failure));

    assertThat(trace)
        .startsWith("java.lang.IllegalStateException")
        .contains("Caused by: java.lang.NumberFormatException")
        .contains("UnquotedFailureTest.saysWhatFailedWhereButNotWith")
        .doesNotContain(CARD);
  }

  @Test
  void followsNoRingOfCauses() {
    Exception one = new IllegalStateException(CARD);
    one.initCause(new IllegalArgumentException(CARD, one));

    assertThat(trace(new UnquotedFailure(one))).doesNotContain(CARD);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
