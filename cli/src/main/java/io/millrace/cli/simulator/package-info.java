/// Card transactions that look like real ones: customers, terminals, three kinds of fraud and one
/// that may take their place, and who reports them.
@NullMarked
package io.millrace.cli.simulator;

import org.jspecify.annotations.NullMarked;
