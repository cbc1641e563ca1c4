package io.millrace.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The JSON in which XGBoost tells a tree: `{"nodeid":0,"split":"f3","split_condition":0.5,
/// "yes":1,"no":2,"missing":2,"children":[…]}`, a leaf being `{"nodeid":1,"leaf":-0.19}`.
///
/// Numbers are decimals short of none of a float's bits, so they are read as decimals and rounded
/// once.
final class XgboostDump {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private XgboostDump() {}

  static Tree parse(String dump) {
    try {
      return tree(JSON.readTree(dump));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("XGBoost's tree is not JSON: " + dump, e);
    }
  }

  private static Tree tree(JsonNode node) {
    if (node.has("leaf")) {
      return new Tree.Leaf(number(node.required("leaf")));
    }
    int below = node.required("yes").intValue();
    return new Tree.Split(
        Integer.parseInt(node.required("split").textValue().substring(1)),
        number(node.required("split_condition")),
        node.required("missing").intValue() == below,
        tree(child(node, below)),
        tree(child(node, node.required("no").intValue())));
  }

  private static JsonNode child(JsonNode node, int id) {
    for (JsonNode child : node.required("children")) {
      if (child.required("nodeid").intValue() == id) {
        return child;
      }
    }
    throw new IllegalArgumentException("XGBoost's tree lacks its node " + id + ": " + node);
  }

  private static float number(JsonNode node) {
    return node.decimalValue().floatValue();
  }
}
