package io.millrace.decision;

import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.expression.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lists that take note of what they answer.
final class AskedLists implements Lists {
  private final Lists lists;
  private final Map<String, ListAnswer> answers = new LinkedHashMap<>();

  AskedLists(Lists lists) {
    this.lists = lists;
  }

  @Override
  public boolean contains(String list, String item) {
    return answers
        .computeIfAbsent(
            ListItem.key(list, item), _ -> new ListAnswer(list, item, lists.contains(list, item)))
        .isOn();
  }

  /// What was answered, each question once, in the order in which they were asked.
  List<ListAnswer> answers() {
    return List.copyOf(answers.values());
  }
}
