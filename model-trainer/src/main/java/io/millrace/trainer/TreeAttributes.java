package io.millrace.trainer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.List;

/// Trees in the parallel lists that `TreeEnsembleRegressor` is given: one entry of every `nodes_…`
/// list for a node, one of every `target_…` list for a leaf.
///
/// A node's id is its place in its tree, the root being 0.
final class TreeAttributes {
  private final AttributeProto.Builder treeIds = ints("nodes_treeids");
  private final AttributeProto.Builder nodeIds = ints("nodes_nodeids");
  private final AttributeProto.Builder features = ints("nodes_featureids");
  private final AttributeProto.Builder thresholds = floats("nodes_values");
  private final AttributeProto.Builder modes =
      named("nodes_modes", AttributeProto.AttributeType.STRINGS);
  private final AttributeProto.Builder whereTrue = ints("nodes_truenodeids");
  private final AttributeProto.Builder whereFalse = ints("nodes_falsenodeids");
  private final AttributeProto.Builder missingIsTrue = ints("nodes_missing_value_tracks_true");
  private final AttributeProto.Builder leafTreeIds = ints("target_treeids");
  private final AttributeProto.Builder leafNodeIds = ints("target_nodeids");
  private final AttributeProto.Builder leafTargets = ints("target_ids");
  private final AttributeProto.Builder leafValues = floats("target_weights");

  private int trees;

  void add(Tree tree) {
    add(tree, 0);
    trees++;
  }

  List<AttributeProto> toAttributes() {
    AttributeProto.Builder targets = named("n_targets", AttributeProto.AttributeType.INT).setI(1);
    return List.of(
            treeIds,
            nodeIds,
            features,
            thresholds,
            modes,
            whereTrue,
            whereFalse,
            missingIsTrue,
            leafTreeIds,
            leafNodeIds,
            leafTargets,
            leafValues,
            targets)
        .stream()
        .map(AttributeProto.Builder::build)
        .toList();
  }

  /// Adds a node and all below it; returns the next free id.
  private int add(Tree tree, int id) {
    return switch (tree) {
      case Tree.Leaf(float value) -> {
        addNode(id, "LEAF", 0, 0, false);
        linkNode(0, 0);
        leafTreeIds.addInts(trees);
        leafNodeIds.addInts(id);
        leafTargets.addInts(0);
        leafValues.addFloats(value);
        yield id + 1;
      }
      case Tree.Split split -> {
        int below = id + 1;
        int others = below + sizeOf(split.below());
        addNode(id, "BRANCH_LT", split.feature(), split.threshold(), split.missingIsBelow());
        linkNode(below, others);
        add(split.below(), below);
        yield add(split.others(), others);
      }
    };
  }

  private void addNode(int id, String mode, int feature, float threshold, boolean missing) {
    treeIds.addInts(trees);
    nodeIds.addInts(id);
    modes.addStrings(ByteString.copyFromUtf8(mode));
    features.addInts(feature);
    thresholds.addFloats(threshold);
    missingIsTrue.addInts(missing ? 1 : 0);
  }

  private void linkNode(int trueId, int falseId) {
    whereTrue.addInts(trueId);
    whereFalse.addInts(falseId);
  }

  private static int sizeOf(Tree tree) {
    return switch (tree) {
      case Tree.Leaf leaf -> 1;
      case Tree.Split split -> 1 + sizeOf(split.below()) + sizeOf(split.others());
    };
  }

  private static AttributeProto.Builder ints(String name) {
    return named(name, AttributeProto.AttributeType.INTS);
  }

  private static AttributeProto.Builder floats(String name) {
    return named(name, AttributeProto.AttributeType.FLOATS);
  }

  private static AttributeProto.Builder named(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
