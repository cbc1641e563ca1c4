/// Features of an entity's history, exact to the event and the same again on every replay.
@NullMarked
package io.millrace.features;

import org.jspecify.annotations.NullMarked;
