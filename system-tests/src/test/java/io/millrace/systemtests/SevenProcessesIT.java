package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A process for each stage.
class SevenProcessesIT extends ProcessesIT {

  @RegisterExtension
  static final PipelineProcesses PIPELINE = new PipelineProcesses("card-fraud", Layout.separate);

  SevenProcessesIT() {
    super(PIPELINE, "ingestion-service");
  }
}
