/// `millrace dead-letters`: what could not be used, why, and another try.
@NullMarked
package io.millrace.cli.deadletters;

import org.jspecify.annotations.NullMarked;
