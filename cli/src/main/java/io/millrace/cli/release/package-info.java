/// `millrace release`: which release judges the stream.
@NullMarked
package io.millrace.cli.release;

import org.jspecify.annotations.NullMarked;
