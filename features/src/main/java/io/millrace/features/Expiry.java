package io.millrace.features;

import java.util.ArrayList;
import java.util.List;

/// Removes what has expired from a history: children of the root as wholes, the oldest first.
///
/// A child's entry goes at once, and the root keeps it until that is committed. Its nodes go a few
/// at a time for each record, when no record can come again that may ask for them: see [Removal].
final class Expiry {
  /// More than the two steps that each node costs, so that what has piled up is worked off.
  private static final int STEPS = 4;

  private final Nodes nodes;
  private final Ids ids;
  private final long offset;
  private final long committed;

  /// @param offset of the record that is worked on
  /// @param committed the first offset of which a record may come again
  Expiry(Nodes nodes, Ids ids, long offset, long committed) {
    this.nodes = nodes;
    this.ids = ids;
    this.offset = offset;
    this.committed = committed;
  }

  /// The root without what has expired up to a time.
  Node expire(Node root, long horizon) {
    Node left = root;
    for (int height = root.content().lists().size() - 1; height >= 0; height--) {
      Entries list = left.content().list(height);
      int expired = 0;
      while (expired < list.size && list.last(expired) <= horizon) {
        expired++;
      }
      if (expired > 0) {
        left = begin(left, height, list.toList(), expired);
      }
      if (expired < list.size) {
        break;
      }
    }
    return goOn(left);
  }

  /// The root without anything, for its entity has been silent for too long.
  Node forget(Node root) {
    List<Removal> removals = new ArrayList<>(root.removals());
    for (int height = 0; height < root.content().lists().size(); height++) {
      Entries list = root.content().list(height);
      for (int i = 0; i < list.size; i++) {
        removals.add(Removal.of(height, list.id(i), offset));
      }
    }
    return root.keeping(offset, root.content())
        .with(removals)
        .with(new Life(offset, root.life().seen()))
        .with(nodes.leaf(List.of(), root.content().rows().layout()), offset);
  }

  private Node begin(Node root, int height, List<Entry> entries, int expired) {
    List<Entry> moving = entries.subList(0, expired);
    List<Removal> removals = new ArrayList<>(root.removals());
    moving.forEach(entry -> removals.add(Removal.of(height, entry.id(), offset)));
    Entries rest = Entries.of(entries.subList(expired, entries.size()));
    return nodes
        .keeping(root, height, moving)
        .with(removals)
        .with(root.content().with(height, rest), offset);
  }

  private Node goOn(Node root) {
    if (root.removals().isEmpty()) {
      return root;
    }
    List<Removal> left = new ArrayList<>();
    int steps = STEPS;
    for (Removal removal : root.removals()) {
      if (steps == 0 || removal.at() >= committed) {
        left.add(removal);
      } else if (removal.step() != Removal.Step.DELETED) {
        steps--;
        left.addAll(next(removal));
      }
    }
    return root.with(left);
  }

  private List<Removal> next(Removal removal) {
    if (removal.step() == Removal.Step.EMPTIED) {
      nodes.delete(removal.height(), removal.id());
      return List.of(removal.with(Removal.Step.DELETED, offset));
    }
    List<Removal> all = new ArrayList<>();
    all.add(removal.with(Removal.Step.EMPTIED, offset));
    Content content = nodes.read(removal.height(), removal.id()).content();
    if (removal.height() > 0) {
      Entries children = content.list(removal.height() - 1);
      for (int i = 0; i < children.size; i++) {
        all.add(removal.ofChild(children.id(i), offset));
      }
    } else if (removal.indexed()) {
      ids.removeAll(content.rows());
    }
    return all;
  }
}
