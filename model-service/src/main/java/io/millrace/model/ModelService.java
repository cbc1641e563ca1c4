package io.millrace.model;

import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
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
        new ModelTopology(
            JoinPartsSupplier.of(pipeline, context.metrics()),
            new FeatureAssembly(pipeline),
            scorer(context));
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
      return Scorer::unscored;
    }
    try {
      AdmittedModel model = new ModelAdmission(pipeline, definition).admit();
      context.closeAtStop(model);
      return new OnnxScorer(definition, model, context.metrics());
    } catch (InvalidModel e) {
      throw new InvalidConfiguration(String.valueOf(e.getMessage()));
    }
  }
}
