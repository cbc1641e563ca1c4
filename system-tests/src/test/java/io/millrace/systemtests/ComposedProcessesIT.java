package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One process from `raw` to decisions, and one for actions.
class ComposedProcessesIT extends ProcessesIT {

  @RegisterExtension
  static final PipelineProcesses PIPELINE = new PipelineProcesses("card-fraud", Layout.composed);

  ComposedProcessesIT() {
    super(PIPELINE, "composed-pipeline");
  }
}
