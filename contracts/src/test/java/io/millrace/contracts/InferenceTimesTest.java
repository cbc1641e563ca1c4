package io.millrace.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class InferenceTimesTest {
  private final Headers headers = new RecordHeaders();

  @Test
  void areReadAsTheyWereWritten() {
    InferenceTimes times = new InferenceTimes(412L, 0L);

    times.writeTo(headers);

    assertThat(headers)
        .containsExactly(
            new RecordHeaders()
                .add("inference-us", "412".getBytes(UTF_8))
                .add("shadow-inference-us", "0".getBytes(UTF_8))
                .toArray());
    assertThat(InferenceTimes.of(headers)).isEqualTo(times);
  }

  @Test
  void removeWhatAProducerWroteUnderTheirNames() {
    headers.add("inference-us", "7".getBytes(UTF_8));
    headers.add("shadow-inference-us", "8".getBytes(UTF_8));
    headers.add("traceparent", "00".getBytes(UTF_8));

    new InferenceTimes(412L, null).writeTo(headers);

    assertThat(InferenceTimes.of(headers)).isEqualTo(new InferenceTimes(412L, null));
    assertThat(headers.lastHeader("traceparent")).isNotNull();
  }

  @Test
  void areAbsentWhereHeadersHoldNoNumber() {
    headers.add("inference-us", "fast".getBytes(UTF_8));
    headers.add("shadow-inference-us", null);

    assertThat(InferenceTimes.of(headers)).isEqualTo(InferenceTimes.NONE);
  }
}
