/// Events that have happened already: read from tables, put in order, counted when decided.
@NullMarked
package io.millrace.cli.history;

import org.jspecify.annotations.NullMarked;
