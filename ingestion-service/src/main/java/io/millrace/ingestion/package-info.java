/// The ingestion service: takes the raw stream and cleans it.
///
/// The readers are pure: what becomes of a record depends on its bytes, its position and its
/// arrival alone.
@NullMarked
package io.millrace.ingestion;

import org.jspecify.annotations.NullMarked;
