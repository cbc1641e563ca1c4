/// The expressions of a pipeline: CEL, type-checked when the pipeline is read.
@NullMarked
package io.millrace.contracts.expression;

import org.jspecify.annotations.NullMarked;
