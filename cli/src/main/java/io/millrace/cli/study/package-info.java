/// Learning studied over a long history: replayed day by day, judged by what was said at the time.
@NullMarked
package io.millrace.cli.study;

import org.jspecify.annotations.NullMarked;
