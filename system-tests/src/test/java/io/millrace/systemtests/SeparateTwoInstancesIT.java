package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The services that keep what cannot be made from a record alone twice, the others once: seven
/// processes have two cores busy as it is.
class SeparateTwoInstancesIT extends TwoInstancesIT {

  @RegisterExtension
  static final PipelineProcesses PIPELINE =
      new PipelineProcesses("card-fraud", Layout.separate, Set.of("processor-a", "model-service"));

  SeparateTwoInstancesIT() {
    super(PIPELINE);
  }
}
