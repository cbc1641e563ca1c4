package io.millrace.contracts;

/// One entity that events are about, such as the card `596`: the key of its records and its state.
///
/// Written as `card:596`. The entity's name has no colon; its id may have.
public record EntityKey(String entity, String id) {

  public EntityKey {
    if (entity.isEmpty() || entity.indexOf(':') >= 0 || id.isEmpty()) {
      throw new IllegalArgumentException(
          "no entity key: entity '%s', id '%s' (neither may be empty, the entity has no colon)"
              .formatted(entity, id));
    }
  }

  /// The reverse of [#toString()]; throws `IllegalArgumentException` on any other text.
  public static EntityKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      throw new IllegalArgumentException("'" + text + "' is not of the form entity:id");
    }
    return new EntityKey(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return entity + ':' + id;
  }
}
