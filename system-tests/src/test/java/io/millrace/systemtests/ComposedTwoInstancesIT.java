package io.millrace.systemtests;

import io.millrace.cli.cluster.Layout;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The whole composed layout twice, as on two machines; one of them fails.
class ComposedTwoInstancesIT extends TwoInstancesIT {

  @RegisterExtension
  static final PipelineProcesses PIPELINE =
      new PipelineProcesses("card-fraud", Layout.composed, Set.copyOf(Layout.composed.names()));

  ComposedTwoInstancesIT() {
    super(PIPELINE);
  }
}
