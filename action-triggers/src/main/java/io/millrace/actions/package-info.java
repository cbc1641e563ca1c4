/// action-triggers: does what decisions ask for. It alone talks to the outside and reads a clock.
@NullMarked
package io.millrace.actions;

import org.jspecify.annotations.NullMarked;
