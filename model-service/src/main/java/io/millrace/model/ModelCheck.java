package io.millrace.model;

import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.PipelineDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Tells whether a pipeline's model may serve, for those who ask before a service does. A service
/// comes to the same verdict.
public final class ModelCheck {

  private ModelCheck() {}

  /// Loads the model and tries it, if there is one; throws [InvalidModel] if it is refused.
  public static void require(PipelineDefinition pipeline) {
    ModelDefinition definition = pipeline.model();
    if (definition == null) {
      return;
    }
    try (AdmittedModel model = new ModelAdmission(pipeline, definition).admit()) {
      Optional<Occlusion> _ =
          Optional.ofNullable(definition.reasons())
              .map(reasons -> new Occlusion(model, 0, reasons));
    } catch (IOException e) {
      throw new UncheckedIOException("a model cannot be freed", e);
    }
  }
}
