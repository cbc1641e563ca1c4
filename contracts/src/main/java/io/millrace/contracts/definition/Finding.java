package io.millrace.contracts.definition;

/// One thing that is wrong with a pipeline folder.
///
/// @param file the file, relative to the folder
/// @param line the line, counted from 1; 0 where it concerns the whole file
/// @param problem the value and what is wrong with it
/// @param remedy what to do about it
public record Finding(String file, int line, String problem, String remedy) {

  /// `pipeline.yaml:14: window '7x' is no duration: write a number and one of s, m, h, d, e.g. 7d`.
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + problem + ": " + remedy;
  }
}
