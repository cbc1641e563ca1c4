/// Releases as they stand on the topic `releases`, and what services say of them on `status`.
@NullMarked
package io.millrace.contracts.release;

import org.jspecify.annotations.NullMarked;
