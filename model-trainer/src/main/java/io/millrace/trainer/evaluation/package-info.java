/// How well the scores by which events were decided do against what really happened.
@NullMarked
package io.millrace.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
