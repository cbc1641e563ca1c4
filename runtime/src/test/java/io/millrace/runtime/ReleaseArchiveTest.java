package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseArchiveTest {

  @Test
  void leavesNoConsumerBehindIfItCannotRead(@TempDir Path root) {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    ReleaseTopic topic = new ReleaseTopic(Pipelines.EMPTY.topics(), consumer);
    consumer.setOffsetsException(new TimeoutException("no answer"));

    assertThatThrownBy(() -> new ReleaseArchive(new ReleaseFolder(root), topic))
        .isInstanceOf(TimeoutException.class);

    assertThat(consumer.closed()).isTrue();
  }
}
