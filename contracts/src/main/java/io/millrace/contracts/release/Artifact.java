package io.millrace.contracts.release;

/// A file of a release.
///
/// @param name of the file within the pipeline's folder, with `/` between folders
/// @param bytes how many
/// @param sha256 of them, in hex
public record Artifact(String name, long bytes, String sha256) {

  public Artifact {
    boolean leadsOutside =
        name.isEmpty()
            || name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || ("/" + name + "/").contains("/../")
            || ("/" + name + "/").contains("/./")
            || name.contains("//");
    if (leadsOutside) {
      throw new IllegalArgumentException("'" + name + "' is no file of a release's folder");
    }
    if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "%s needs its size and sha256 in hex: %d, '%s'".formatted(name, bytes, sha256));
    }
  }
}
