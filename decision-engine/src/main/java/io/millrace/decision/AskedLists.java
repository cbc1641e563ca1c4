package io.millrace.decision;

import io.millrace.contracts.ListAnswer;
import io.millrace.contracts.ListItem;
import io.millrace.contracts.expression.ExpressionFailure;
import io.millrace.contracts.expression.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lists that take note of what they answer, and answer so many questions about an event at most:
/// the decision carries them all.
final class AskedLists implements Lists {
  private static final int MOST = 100;

  private final Lists lists;
  private final Map<String, ListAnswer> answers = new LinkedHashMap<>();

  AskedLists(Lists lists) {
    this.lists = lists;
  }

  @Override
  public boolean contains(String list, String item) {
    String key = ListItem.key(list, item);
    ListAnswer known = answers.get(key);
    if (known == null) {
      if (answers.size() == MOST) {
        throw new ExpressionFailure("more than %d items are asked for".formatted(MOST));
      }
      known = new ListAnswer(list, item, lists.contains(list, item));
      answers.put(key, known);
    }
    return known.isOn();
  }

  /// What was answered, each question once, in the order in which they were asked.
  List<ListAnswer> answers() {
    return List.copyOf(answers.values());
  }
}
