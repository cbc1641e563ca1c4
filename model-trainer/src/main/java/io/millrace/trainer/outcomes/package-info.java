/// From predictions, decisions and outcomes to examples: what an event was, and what it turned out
/// to be.
@NullMarked
package io.millrace.trainer.outcomes;

import org.jspecify.annotations.NullMarked;
