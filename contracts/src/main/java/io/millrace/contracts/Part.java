package io.millrace.contracts;

/// A part of an event's features: what one processor computes from one record.
///
/// `a:card` holds the stateful features of the event's card, `b` the features of the event itself.
public record Part(String name) {

  /// The features of the event itself, from processor-b.
  public static final Part EVENT = new Part("b");

  private static final String ENTITY_PREFIX = "a:";

  public Part {
    if (!name.equals("b") && !(name.startsWith(ENTITY_PREFIX) && name.length() > 2)) {
      throw new IllegalArgumentException("'" + name + "' is no part: expected b or a:<entity>");
    }
  }

  /// The features of one of the event's entities, from processor-a.
  public static Part ofEntity(String entity) {
    return new Part(ENTITY_PREFIX + entity);
  }

  @Override
  public String toString() {
    return name;
  }
}
