/// The `millrace` command: one class for each thing that it does, and what they share.
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
