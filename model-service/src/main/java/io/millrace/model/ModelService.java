package io.millrace.model;

import io.millrace.contracts.ModelRef;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// Joins the parts of each event's features and predicts, with a model or without.
public final class ModelService implements Service {

  @Override
  public String name() {
    return "model-service";
  }

  @Override
  public Topology topology(ServiceContext context) {
    PipelineDefinition pipeline = context.pipeline();
    ModelTopology topology =
        new ModelTopology(PredictEventsSupplier.of(pipeline, scorer(context), context.metrics()));
    KStream<String, Prediction> predictions =
        topology.predictions(
            context.read(context.topics().featuresA()), context.read(context.topics().featuresB()));
    context.write(predictions, context.topics().predictions());
    return context.builder().build();
  }

  private static Scorer scorer(ServiceContext context) {
    PipelineDefinition pipeline = context.pipeline();
    ModelDefinition definition = pipeline.model();
    if (definition == null) {
      return vectors -> vectors.stream().map(Scorer::unscored).toList();
    }
    try {
      ModelInput.requireNumbers(pipeline, definition);
      OnnxModel model =
          OnnxModel.load(
              definition.file(),
              definition.features().size(),
              List.copyOf(definition.outputs().values()));
      context.closeAtStop(model);
      ModelRef ref = new CardCheck(definition).refer(model, pipeline.name());
      return new OnnxScorer(definition, ref, model, context.metrics());
    } catch (InvalidModel e) {
      throw new InvalidConfiguration(String.valueOf(e.getMessage()));
    }
  }
}
