package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class TopicCheckTest {

  @Test
  void tellsABrokerThatDoesNotAnswerNowFromTopicsThatAreWrong() {
    assertThat(TopicCheck.failure("broker:1", new TimeoutException("no node")))
        .isInstanceOf(KafkaException.class)
        .hasMessage(
            "the broker at broker:1 does not answer: no node. Check KAFKA_BOOTSTRAP_SERVERS");
    assertThat(TopicCheck.failure("broker:1", new TopicAuthorizationException("no")))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("The service is not allowed that: millrace acls");
  }
}
