/// Who needs to be allowed what on the brokers of a pipeline.
@NullMarked
package io.millrace.cli.access;

import org.jspecify.annotations.NullMarked;
