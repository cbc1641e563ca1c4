/// Joins the parts of an event's features and runs the model on them.
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;
