package io.millrace.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A page that a reader follows: files to write, and what is typed with what comes of it.
///
/// @param files by name
/// @param runs what runs in a terminal of its own
/// @param steps what is typed, in order
record TutorialPage(Map<String, String> files, Step runs, List<Step> steps) {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^(?:<!-- (.*) -->\n)?```(\\w*)\n((?:.*\n)*?)```$");
  private static final String PROMPT = "$ ";
  private static final String FILE = "file: ";

  /// @param expected the lines that it prints; `…` stands for any lines
  record Step(String command, List<String> expected) {

    /// Whether it can be repeated until it prints what is expected: it reads what comes later.
    boolean isRepeatable() {
      return command.startsWith("kcat -C ")
          || command.startsWith("./millrace explain ")
          || command.startsWith("./millrace dead-letters ");
    }

    boolean isMetBy(List<String> printed) {
      return matches(expected, printed);
    }

    private static boolean matches(List<String> expected, List<String> printed) {
      if (expected.isEmpty()) {
        return printed.isEmpty();
      }
      List<String> rest = expected.subList(1, expected.size());
      if (expected.getFirst().equals("…")) {
        return matches(rest, printed)
            || (!printed.isEmpty() && matches(expected, printed.subList(1, printed.size())));
      }
      return !printed.isEmpty()
          && expected.getFirst().equals(printed.getFirst())
          && matches(rest, printed.subList(1, printed.size()));
    }
  }

  /// Reads a page. What is marked as slow is left out.
  static TutorialPage read(Path page) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    List<Step> runs = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
      String mark = block.group(1) == null ? "" : block.group(1);
      if (mark.startsWith(FILE)) {
        files.put(mark.substring(FILE.length()), block.group(3));
      } else if (block.group(2).equals("console") && !mark.equals("slow")) {
        (mark.equals("runs") ? runs : steps).addAll(steps(block.group(3)));
      }
    }
    return new TutorialPage(files, runs.getFirst(), steps);
  }

  private static List<Step> steps(String block) {
    List<Step> steps = new ArrayList<>();
    for (String line : block.lines().toList()) {
      if (line.startsWith(PROMPT)) {
        steps.add(new Step(line.substring(PROMPT.length()), new ArrayList<>()));
      } else {
        steps.getLast().expected().add(line);
      }
    }
    return steps;
  }
}
