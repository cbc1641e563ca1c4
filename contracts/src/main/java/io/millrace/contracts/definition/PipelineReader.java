package io.millrace.contracts.definition;

import java.nio.file.Path;
import java.util.Optional;

/// Reads a pipeline folder and finds everything that a user can get wrong in it, before a record
/// flows.
public final class PipelineReader {

  /// The pipeline in a folder; throws [InvalidPipeline] with every finding when there is none.
  public PipelineDefinition read(Path folder) throws InvalidPipeline {
    Findings findings = new Findings();
    PipelineFolder files = new PipelineFolder(folder, findings);
    Optional<PipelineDefinition> definition =
        files
            .pipelineText()
            .flatMap(text -> new YamlText(findings).read(text))
            .flatMap(yaml -> DefinitionReader.root(yaml, findings))
            .flatMap(root -> new DefinitionReader(root, files, findings).read());
    if (definition.isEmpty() || !findings.isEmpty()) {
      throw findings.toException();
    }
    return definition.get();
  }
}
