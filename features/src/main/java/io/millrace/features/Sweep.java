package io.millrace.features;

import java.util.List;

/// Answers the windows of a group on one way back through a history, from the newest event to the
/// start of the longest window.
///
/// A part of the history that no window begins or ends in is taken as a whole, by what its entry
/// says of it; only parts at an edge of a window are looked into.
final class Sweep {
  private final WindowGroup group;
  private final Nodes nodes;
  private final Query query;
  private final double[] values;
  private final long to;
  private final List<WindowGroup.Reach> windows;
  private int open;
  private long from;

  /// @param values where the answers go
  Sweep(WindowGroup group, Nodes nodes, Query query, double[] values) {
    this.group = group;
    this.nodes = nodes;
    this.query = query;
    this.values = values;
    this.to = query.time() - group.delay();
    this.windows = group.windows();
  }

  void run(Content root) {
    group.measures().start();
    open(0);
    visit(root);
    while (!isDone()) {
      answer();
    }
  }

  private boolean isDone() {
    return open == windows.size();
  }

  private void open(int window) {
    open = window;
    if (!isDone()) {
      from = WindowGroup.from(windows.get(window), to, query.horizon());
    }
  }

  /// All events of the shortest open window are added up.
  private void answer() {
    for (WindowGroup.Reading reading : windows.get(open).readings()) {
      values[reading.index()] = reading.of(query);
    }
    open(open + 1);
  }

  private void visit(Content content) {
    visit(content.rows());
    for (int height = 0; height < content.lists().size(); height++) {
      Entries list = content.list(height);
      for (int i = list.size - 1; i >= 0 && !isDone(); i--) {
        visit(height, list, i);
      }
    }
  }

  private void visit(int height, Entries list, int i) {
    long last = list.last(i);
    long first = list.firstTime(i);
    if (first > to) {
      return;
    }
    while (!isDone() && last <= from) {
      answer();
    }
    if (isDone()) {
      return;
    }
    boolean whole = first > from && last <= to;
    if (whole && (!group.readsLabels() || list.isKnownAt(i, query.time()))) {
      group.measures().merge(list.slots(i));
    } else {
      visit(nodes.read(height, list.id(i)).content());
    }
  }

  private void visit(Chunk rows) {
    long left = rows.eventsWithin(Long.MIN_VALUE, to);
    while (left != 0 && !isDone()) {
      long events = rows.after(from, left);
      if (events != 0) {
        group.measures().add(rows, events, query.time());
        left &= ~events;
      }
      if (left != 0) {
        answer();
      }
    }
  }
}
