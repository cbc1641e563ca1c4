/// `millrace explain`: one decision, from the raw event to what was done.
@NullMarked
package io.millrace.cli.explain;

import org.jspecify.annotations.NullMarked;
