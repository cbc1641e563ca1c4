package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnwritableRecordsTest {
  private static final ProducerRecord<byte[], byte[]> LARGE =
      new ProducerRecord<>("shop.predictions", new byte[] {'7'}, new byte[3_000_000]);

  @Test
  void sendsAShortLetterWithThePositionOfWhatWasRead() {
    ProducerRecord<byte[], byte[]> letter = letter(at("shop.features-b", 2, 5));

    assertThat(letter.key()).isEqualTo(LARGE.key());
    assertThat(letter.value()).isNull();
    assertThat(text(letter, DeadLetter.REASON)).startsWith("too large for shop.predictions");
    assertThat(text(letter, DeadLetter.SOURCE)).isEqualTo("shop.features-b-2@5");
  }

  @Test
  void sendsALetterWithoutAPositionForWhatWasMadeAtATick() {
    ProducerRecord<byte[], byte[]> letter = letter(at(null, -1, -1));

    assertThat(letter.key()).isEqualTo(LARGE.key());
    assertThat(text(letter, DeadLetter.REASON)).startsWith("too large for shop.predictions");
    assertThat(letter.headers().lastHeader(DeadLetter.SOURCE)).isNull();
  }

  private static ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context) {
    StageMetrics metrics =
        new StageMetrics(new SimpleMeterRegistry(), Tags.of("service", "model-service"));
    UnwritableRecords handler = new UnwritableRecords();
    handler.configure(
        Map.of(DeadLetters.CONFIG, new DeadLetters("shop.dead-letters", "model-service", metrics)));

    Response response =
        handler.handleError(context, LARGE, new RecordTooLargeException("3000000 bytes"));

    assertThat(response.result()).isEqualTo(Result.RESUME);
    return response.deadLetterQueueRecords().getFirst();
  }

  private static ErrorHandlerContext at(@Nullable String topic, int partition, long offset) {
    return new DefaultErrorHandlerContext(
        null,
        topic,
        partition,
        offset,
        new RecordHeaders(),
        "write-predictions",
        new TaskId(0, 0),
        1_000,
        null,
        null);
  }

  private static String text(ProducerRecord<byte[], byte[]> letter, String header) {
    return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
