/// The event router: sends each event to the processors that its route names.
@NullMarked
package io.millrace.router;

import org.jspecify.annotations.NullMarked;
