/// Models from matured examples: a features file in, an ONNX model and its card out, and how well a
/// model does on days it has not seen.
@NullMarked
package io.millrace.trainer;

import org.jspecify.annotations.NullMarked;
