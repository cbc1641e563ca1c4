package io.millrace.contracts.release;

/// Names a piece of a file. A file is known by its digest, so releases that share it share its
/// pieces.
///
/// @param sha256 of the whole file
/// @param index which piece, from 0; all but the last one have [#BYTES] bytes
public record Chunk(String sha256, int index) {

  /// Well below what the topic accepts.
  public static final int BYTES = 1_000_000;

  /// How many pieces a file has.
  public static int count(Artifact file) {
    return (int) Math.ceilDiv(file.bytes(), BYTES);
  }
}
