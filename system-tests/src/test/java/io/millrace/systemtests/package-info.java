/// Tests of the whole pipeline, and of what all of the code has to keep to.
@NullMarked
package io.millrace.systemtests;

import org.jspecify.annotations.NullMarked;
