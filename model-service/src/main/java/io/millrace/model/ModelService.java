package io.millrace.model;

import io.millrace.contracts.Prediction;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// Joins the parts of each event's features and predicts, with the model of the release that judges
/// it or without.
public final class ModelService implements Service {

  @Override
  public String name() {
    return "model-service";
  }

  @Override
  public boolean assignsReleases() {
    return true;
  }

  @Override
  public Topology topology(ServiceContext context) {
    ModelTopology topology =
        new ModelTopology(
            PredictEventsSupplier.of(context.pipeline(), Predictor.of(context), context.metrics()));
    KStream<String, Prediction> predictions =
        topology.predictions(
            context.read(context.topics().featuresA()), context.read(context.topics().featuresB()));
    context.write(predictions, context.topics().predictions());
    return context.builder().build();
  }

  @Override
  public Map<String, Object> streamsProperties() {
    // Ticks come between polls only. An event that comes just after one waits until the next poll
    // ends, which is this long if nothing else comes; the default is 100 ms. Shorter polls cost
    // more when nothing comes at all: of one core, with four partitions, 21 % at 1 ms, 17 % at
    // 2 ms, 12 % at 5 ms, 3 % at 100 ms.
    return Map.of(StreamsConfig.POLL_MS_CONFIG, 5);
  }
}
