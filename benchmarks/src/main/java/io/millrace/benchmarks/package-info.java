/// Measurements of a running pipeline, beside the floor: the same hops by bare consumers and
/// producers.
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
