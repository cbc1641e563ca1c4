package io.millrace.contracts;

/// What the policy was told of a list.
///
/// @param list the list it asked
/// @param item the item it asked for
/// @param isOn whether the item was on it, as of the event's timestamp
public record ListAnswer(String list, String item, boolean isOn) {}
