package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {

  @ParameterizedTest
  @CsvSource({
    "io.millrace.contracts.json.PlainInput, text, PARSE",
    "io.millrace.contracts.json.JsonBytes, add, SERIALIZE",
    "io.millrace.contracts.json.DecisionFormat, write, SERIALIZE",
    "io.millrace.contracts.json.DecisionFormat, read, PARSE",
    "com.fasterxml.jackson.core.io.NumberOutput, outputLong, SERIALIZE",
    "com.fasterxml.jackson.core.json.UTF8StreamJsonParser, nextToken, PARSE",
    "org.apache.kafka.streams.state.internals.RocksDBStore, get, STATE",
    "org.apache.kafka.streams.processor.internals.StreamThread, run, STREAMS",
    "org.apache.kafka.clients.producer.KafkaProducer, send, CLIENT",
    "java.util.HashMap, get, OTHER"
  })
  void isThatOfTheLongestNameThatFits(String type, String method, Work work) {
    assertThat(Work.ofMethod(type, method)).isEqualTo(work);
  }

  @ParameterizedTest
  @CsvSource({
    "kafka-producer-network-thread | card-fraud.model-service-x-StreamThread-1-producer, CLIENT",
    "kafka-producer-network-thread | producer-1, LOAD",
    "data-plane-kafka-request-handler-0, BROKER",
    "card-fraud.model-service-x-StreamThread-1, OTHER"
  })
  void isThatOfAThreadWhereItsNameTells(String thread, Work work) {
    assertThat(Work.ofThread(thread)).isEqualTo(work);
  }
}
