package io.millrace.contracts;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An item of a list, such as a blocked card, and for how long it is there.
///
/// It stands on the topic `lists` under its [#key()]; a record without a value takes it off.
///
/// @param list the list, such as `blocked-cards`
/// @param item what is on it, such as a customer's id
/// @param from from when on, by the times of records; absent for from when it is written
/// @param to from when on no more; absent for as long as nobody takes it off
/// @param note who put it there, or why
public record ListItem(
    String list, String item, @Nullable Instant from, @Nullable Instant to, String note) {
  /// How many characters an item may have.
  public static final int LONGEST = 1_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,127}");

  public ListItem {
    require(list, item);
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "%s would be on list %s until %s, which is not after %s".formatted(item, list, to, from));
    }
  }

  /// Throws `IllegalArgumentException` if there can be no such item.
  static void require(String list, String item) {
    if (!isName(list)) {
      throw new IllegalArgumentException(
          "'%s' is no name of a list: use lower-case letters, digits and hyphens, e.g. blocked-cards"
              .formatted(list));
    }
    if (item.isEmpty() || item.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an item of list %s has %d characters: use 1 to %d"
              .formatted(list, item.length(), LONGEST));
    }
  }

  /// Whether a text can be the name of a list.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// The record key of an item: no list has a slash in its name.
  public static String key(String list, String item) {
    return list + '/' + item;
  }

  public String key() {
    return key(list, item);
  }

  /// The same, from a time on at which it was written, unless it says another.
  public ListItem writtenAt(Instant time) {
    boolean isOver = to != null && !time.isBefore(to);
    return from != null || isOver ? this : new ListItem(list, item, time, to, note);
  }

  /// The same item for at least as long as both say: from the earlier beginning to the later end.
  /// The other alone, if this one is over before that begins.
  public ListItem with(ListItem other) {
    if (isOverBefore(other)) {
      return other;
    }
    boolean isEarlier = from == null || (other.from != null && from.isBefore(other.from));
    boolean isLater = to == null || (other.to != null && to.isAfter(other.to));
    return new ListItem(
        list,
        item,
        isEarlier ? from : other.from,
        isLater ? to : other.to,
        isLater ? note : other.note);
  }

  /// Whether its time is over before that of another begins.
  public boolean isOverBefore(ListItem other) {
    return to != null && other.from != null && to.isBefore(other.from);
  }

  /// Whether it is on the list at a time, if nothing was written since.
  public boolean holdsAt(Instant time) {
    return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
  }
}
