package io.millrace.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.millrace.contracts.definition.ModelDefinition.ModelOutput;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/// One wanted number of a model's outputs.
sealed interface OnnxOutput {
  ModelOutput wanted();

  /// Takes the number of each row; throws [ModelFailure] if there is none.
  void read(OnnxValue value, int output, Scores scores) throws ModelFailure, OrtException;

  /// Finds an output in a model; throws [InvalidModel] if it has no such output.
  static OnnxOutput of(String model, ModelOutput wanted, Map<String, NodeInfo> outputs) {
    NodeInfo node = outputs.get(wanted.output());
    if (node == null) {
      throw new InvalidModel(
          "%s has no output '%s': take one of %s"
              .formatted(model, wanted.output(), outputs.keySet()));
    }
    return switch (node.getInfo()) {
      case TensorInfo tensor -> Column.of(model, wanted, node, tensor);
      case SequenceInfo maps when maps.isSequenceOfMaps() -> Entry.of(model, wanted, node, maps);
      default ->
          throw new InvalidModel(
              "%s has the output %s: take one of numbers, or of maps to numbers"
                  .formatted(model, OnnxSignature.describe(node)));
    };
  }

  /// A column of a tensor whose first dimension is the row.
  record Column(ModelOutput wanted, NumberType type, int column) implements OnnxOutput {

    static Column of(String model, ModelOutput wanted, NodeInfo node, TensorInfo tensor) {
      NumberType type = NumberType.of(tensor.type).orElse(null);
      if (type == null || !wanted.key().matches("\\d{1,6}")) {
        throw new InvalidModel(
            "%s has the output %s: for %s it must be float32, float64 or int64, or maps by '%s'"
                .formatted(model, OnnxSignature.describe(node), wanted, wanted.key()));
      }
      int column = Integer.parseInt(wanted.key());
      if (!hasColumn(tensor.getShape(), column)) {
        throw new InvalidModel(
            "%s has the output %s: for %s[%d] it must have the shape [None, more than %d]"
                .formatted(model, OnnxSignature.describe(node), wanted.output(), column, column));
      }
      return new Column(wanted, type, column);
    }

    /// Whether rows of a shape have a column, as far as the shape tells. Some exporters write a
    /// wrong first dimension.
    private static boolean hasColumn(long[] shape, int column) {
      long width = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a < 0 || b < 0 ? -1 : a * b);
      return shape.length == 0 || width < 0 || column < width;
    }

    @Override
    public void read(OnnxValue value, int output, Scores scores) throws ModelFailure {
      OnnxTensor tensor = (OnnxTensor) value;
      int size = Math.toIntExact(tensor.getInfo().getNumElements());
      int width = size / scores.size();
      if (width * scores.size() != size || column >= width) {
        throw new ModelFailure(
            "output %s has %d values for %d rows".formatted(wanted.output(), size, scores.size()));
      }
      IntToDoubleFunction values = values(tensor);
      for (int row = 0; row < scores.size(); row++) {
        scores.set(row, output, values.applyAsDouble(row * width + column));
      }
    }

    private IntToDoubleFunction values(OnnxTensor tensor) {
      return switch (type) {
        case FLOAT32 -> {
          FloatBuffer values = tensor.getFloatBuffer();
          yield values::get;
        }
        case FLOAT64 -> {
          DoubleBuffer values = tensor.getDoubleBuffer();
          yield values::get;
        }
        case INT64 -> {
          LongBuffer values = tensor.getLongBuffer();
          yield values::get;
        }
      };
    }
  }

  /// The value of a key in the map of each row, as `ZipMap` makes them.
  record Entry(ModelOutput wanted, Object key) implements OnnxOutput {
    private static final Set<OnnxJavaType> NUMBERS =
        Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT64);

    static Entry of(String model, ModelOutput wanted, NodeInfo node, SequenceInfo maps) {
      if (!NUMBERS.contains(maps.mapInfo.valueType)) {
        throw new InvalidModel(
            "%s has the output %s, whose maps hold no numbers: take another"
                .formatted(model, OnnxSignature.describe(node)));
      }
      if (maps.mapInfo.keyType == OnnxJavaType.STRING) {
        return new Entry(wanted, wanted.key());
      }
      if (!wanted.key().matches("-?\\d{1,18}")) {
        throw new InvalidModel(
            "%s has the output '%s', whose maps have numbers for keys: '%s' is none"
                .formatted(model, wanted.output(), wanted.key()));
      }
      return new Entry(wanted, Long.valueOf(wanted.key()));
    }

    @Override
    public void read(OnnxValue value, int output, Scores scores) throws ModelFailure, OrtException {
      List<? extends OnnxValue> maps = ((OnnxSequence) value).getValue();
      try {
        if (maps.size() != scores.size()) {
          throw new ModelFailure(
              "output %s has %d maps for %d rows"
                  .formatted(wanted.output(), maps.size(), scores.size()));
        }
        for (int row = 0; row < maps.size(); row++) {
          scores.set(row, output, valueIn(((OnnxMap) maps.get(row)).getValue()));
        }
      } finally {
        OnnxValue.close(maps);
      }
    }

    private double valueIn(Map<?, ?> map) throws ModelFailure {
      if (map.get(key) instanceof Number number) {
        return number.doubleValue();
      }
      throw new ModelFailure(
          "output %s has no key '%s', but %s".formatted(wanted.output(), key, map.keySet()));
    }
  }
}
