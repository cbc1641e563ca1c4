package io.millrace.contracts;

/// Where a record stands in a log: the one thing about it that never changes.
///
/// Written as `card-fraud.raw-3@1842`: topic, partition, offset.
public record Position(String topic, int partition, long offset) {

  public Position {
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "no position in a log: topic '%s', partition %d, offset %d"
              .formatted(topic, partition, offset));
    }
  }

  /// The reverse of [#toString()]; throws `IllegalArgumentException` on any other text.
  public static Position parse(String text) {
    int at = text.lastIndexOf('@');
    int dash = text.lastIndexOf('-', at);
    try {
      return new Position(
          text.substring(0, dash),
          Integer.parseInt(text.substring(dash + 1, at)),
          Long.parseLong(text.substring(at + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not of the form topic-partition@offset", e);
    }
  }

  @Override
  public String toString() {
    return topic + '-' + partition + '@' + offset;
  }
}
