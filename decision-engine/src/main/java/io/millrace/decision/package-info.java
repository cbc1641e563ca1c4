/// decision-engine: what is to be done about each event, and why.
@NullMarked
package io.millrace.decision;

import org.jspecify.annotations.NullMarked;
