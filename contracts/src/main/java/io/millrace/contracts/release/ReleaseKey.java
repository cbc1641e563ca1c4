package io.millrace.contracts.release;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a record of `releases` is about: its key tells.
public sealed interface ReleaseKey {
  Pattern FORM =
      Pattern.compile(
          "(release|assignment|trial|marked)/([1-9]\\d{0,8})|artifact/([0-9a-f]{64})/(\\d{1,4})");

  /// `release/3`: the manifest of a release, in JSON.
  record OfRelease(int number) implements ReleaseKey {
    @Override
    public String toString() {
      return "release/" + number;
    }
  }

  /// `assignment/7`: an assignment, in JSON.
  record OfAssignment(int number) implements ReleaseKey {
    @Override
    public String toString() {
      return "assignment/" + number;
    }
  }

  /// `marked/7`: an assignment stands in every partition of `events`; without content.
  record OfMarks(int assignment) implements ReleaseKey {
    @Override
    public String toString() {
      return "marked/" + assignment;
    }
  }

  /// `trial/3`: asks all instances that have not admitted a release to try it; without content.
  record OfTrial(int release) implements ReleaseKey {
    @Override
    public String toString() {
      return "trial/" + release;
    }
  }

  /// `artifact/<sha256>/0`: a piece of a file, as bytes.
  record OfChunk(Chunk chunk) implements ReleaseKey {
    @Override
    public String toString() {
      return "artifact/" + chunk.sha256() + "/" + chunk.index();
    }
  }

  /// The reverse of `toString`; empty for any other text.
  static Optional<ReleaseKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    if (form.group(3) != null) {
      return Optional.of(new OfChunk(new Chunk(form.group(3), Integer.parseInt(form.group(4)))));
    }
    int number = Integer.parseInt(form.group(2));
    return Optional.of(
        switch (form.group(1)) {
          case "release" -> new OfRelease(number);
          case "trial" -> new OfTrial(number);
          case "marked" -> new OfMarks(number);
          default -> new OfAssignment(number);
        });
  }
}
