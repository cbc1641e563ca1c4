/// The life of a trained model, from its training to its taking over, and how it is judged.
@NullMarked
package io.millrace.trainer.promotion;

import org.jspecify.annotations.NullMarked;
