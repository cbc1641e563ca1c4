package io.millrace.trainer;

import io.millrace.contracts.definition.ModelDefinition;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import io.millrace.contracts.definition.ModelDefinition.Withdrawal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The shape of a small model that is to be trained.
public final class LearnedModel {
  public static final ModelDefinition SHAPE =
      new ModelDefinition(
          Path.of("model.onnx"),
          List.of("amount"),
          Map.of(),
          Map.of("score", new ModelOutput("score", 0)),
          null,
          null,
          Withdrawal.among(Withdrawal.DEFAULT_OF),
          null);

  private LearnedModel() {}
}
