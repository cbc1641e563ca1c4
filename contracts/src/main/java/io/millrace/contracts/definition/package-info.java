/// The pipeline folder as typed values: what it says, checked before a record flows.
@NullMarked
package io.millrace.contracts.definition;

import org.jspecify.annotations.NullMarked;
