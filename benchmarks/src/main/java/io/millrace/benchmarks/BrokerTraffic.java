package io.millrace.benchmarks;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// What a broker in this JVM has been sent so far, by its own count.
///
/// @param records written to it
/// @param bytes of them, compressed
/// @param requests of all kinds
public record BrokerTraffic(long records, long bytes, long requests) {
  private static final String TOPICS = "kafka.server:type=BrokerTopicMetrics,name=";
  private static final String REQUESTS = "kafka.network:type=RequestMetrics,name=RequestsPerSec,*";

  public static BrokerTraffic soFar() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      long requests = 0;
      for (ObjectName request : beans.queryNames(new ObjectName(REQUESTS), null)) {
        requests += count(beans, request);
      }
      return new BrokerTraffic(
          count(beans, new ObjectName(TOPICS + "MessagesInPerSec")),
          count(beans, new ObjectName(TOPICS + "BytesInPerSec")),
          requests);
    } catch (JMException e) {
      throw new IllegalStateException("the broker does not count what it is sent", e);
    }
  }

  private static long count(MBeanServer beans, ObjectName meter) throws JMException {
    return (long) beans.getAttribute(meter, "Count");
  }

  public BrokerTraffic since(BrokerTraffic before) {
    return new BrokerTraffic(
        records - before.records, bytes - before.bytes, requests - before.requests);
  }

  public BrokerTraffic plus(BrokerTraffic other) {
    return new BrokerTraffic(
        records + other.records, bytes + other.bytes, requests + other.requests);
  }
}
