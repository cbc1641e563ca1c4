/// Running a pipeline: the embedded broker, the services of the suite, the demo.
@NullMarked
package io.millrace.cli.cluster;

import org.jspecify.annotations.NullMarked;
