/// Card transactions that look like real ones: customers, terminals, and three kinds of fraud.
@NullMarked
package io.millrace.cli.simulator;

import org.jspecify.annotations.NullMarked;
