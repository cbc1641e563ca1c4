package io.millrace.features;

/// How large the nodes of a history grow.
///
/// @param rows how many rows a leaf or the root has at most, 64 or fewer; then a leaf is split
/// @param rowsOfALeaf how many of the root's rows become a leaf; the others stay, for rows that are
///   a little late
/// @param children how many children of one height the root has at most; a branch has twice as many
///   before it is split
/// @param childrenOfABranch how many of the root's children become a branch
record TreeShape(int rows, int rowsOfALeaf, int children, int childrenOfABranch) {
  static final TreeShape DEFAULT = new TreeShape(Chunk.CAPACITY, 48, 16, 12);
}
