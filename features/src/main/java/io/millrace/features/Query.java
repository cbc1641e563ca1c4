package io.millrace.features;

/// The moment that features are asked for.
///
/// @param time events and labels after it are not seen, in milliseconds
/// @param horizon events up to it are expired, in milliseconds
/// @param self the offset of the event that asks, where it is in the log
record Query(long time, long horizon, long self) {}
