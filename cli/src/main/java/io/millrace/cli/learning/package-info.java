/// `millrace learning`: where the learning of a pipeline stands, what happened in it, and orders.
@NullMarked
package io.millrace.cli.learning;

import org.jspecify.annotations.NullMarked;
