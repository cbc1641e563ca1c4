/// `millrace model`: what a model is, what made it, and what became of it.
@NullMarked
package io.millrace.cli.models;

import org.jspecify.annotations.NullMarked;
