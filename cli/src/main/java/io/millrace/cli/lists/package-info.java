/// `millrace lists`: who is on which list.
@NullMarked
package io.millrace.cli.lists;

import org.jspecify.annotations.NullMarked;
