/// Records as JSON: streaming readers and writers, and the serde made of them.
@NullMarked
package io.millrace.contracts.json;

import org.jspecify.annotations.NullMarked;
