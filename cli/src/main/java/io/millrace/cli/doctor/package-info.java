/// What is wrong with an installation.
@NullMarked
package io.millrace.cli.doctor;

import org.jspecify.annotations.NullMarked;
