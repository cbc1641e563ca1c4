/// processor-b: the features of the event itself, computed without any state.
@NullMarked
package io.millrace.eventfeatures;

import org.jspecify.annotations.NullMarked;
