/// How far values have moved from those that a model card tells of.
@NullMarked
package io.millrace.contracts.drift;

import org.jspecify.annotations.NullMarked;
