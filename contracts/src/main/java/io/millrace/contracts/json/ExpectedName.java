package io.millrace.contracts.json;

import org.jspecify.annotations.Nullable;

/// The two names that came last in one place of a record: names come in the order of the record
/// before, so that one of them is mostly the next, and is compared rather than searched for.
///
/// Any thread may note a name: an expectation that is not met costs a search.
final class ExpectedName {
  /// At the beginning of a record.
  static final ExpectedName FIRST = new ExpectedName();

  private @Nullable KnownName latest;
  private @Nullable KnownName other;

  /// The one that stands at `json[at]` and has `end` behind it, if one does.
  @Nullable KnownName at(byte[] json, int at, char end) {
    KnownName name = latest;
    if (name != null && name.isAt(json, at, end)) {
      return name;
    }
    name = other;
    return name != null && name.isAt(json, at, end) ? name : null;
  }

  /// Notes the name that came, and returns it.
  KnownName note(KnownName name) {
    if (name.length() <= KnownName.LONGEST) {
      other = latest;
      latest = name;
    }
    return name;
  }
}
