package io.millrace.runtime;

import io.millrace.contracts.FeaturePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/// A service that hands on what it gets, rejects the key `bad`, fails at the key `broken`, and
/// shows its commit mark.
final class EchoService implements Service {
  final List<CommitMark> marks = new ArrayList<>();
  final List<Long> tickets = new ArrayList<>();
  final List<Boolean> committedAtOnce = new ArrayList<>();

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Topology topology(ServiceContext context) {
    KStream<String, FeaturePart> parts =
        context.read(context.topics().featuresA()).process(supplier(), Named.as("echo"));
    context.write(parts, context.topics().featuresB());
    return context.builder().build();
  }

  private ProcessorSupplier<String, FeaturePart, String, FeaturePart> supplier() {
    return new ProcessorSupplier<>() {
      @Override
      public Echo get() {
        return new Echo();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(CommitMark.builder("echo-commits"));
      }
    };
  }

  private final class Echo extends ContextualProcessor<String, FeaturePart, String, FeaturePart> {

    @Override
    public void process(Record<String, FeaturePart> record) {
      CommitMark mark = context().getStateStore("echo-commits");
      marks.add(mark);
      tickets.add(mark.ticket());
      committedAtOnce.add(mark.isCommitted(mark.ticket()));
      switch (record.key()) {
        case "bad" -> throw new RejectedRecord("bad is not welcome");
        case "broken" -> throw new IllegalStateException("out of order");
        default -> context().forward(record);
      }
    }
  }
}
