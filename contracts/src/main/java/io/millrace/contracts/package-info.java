/// What every part of Millrace agrees on: the records on the wire, the topics that carry them, and
/// how both look as JSON.
@NullMarked
package io.millrace.contracts;

import org.jspecify.annotations.NullMarked;
