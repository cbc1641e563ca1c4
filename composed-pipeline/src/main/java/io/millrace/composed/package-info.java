/// The stages from `raw` to decisions in one process, with the hops alone that entities need.
@org.jspecify.annotations.NullMarked
package io.millrace.composed;
