package io.millrace.trainer;

import io.millrace.contracts.ModelCard;
import io.millrace.contracts.json.JsonOutput;
import io.millrace.contracts.json.ModelCardFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A model whose export has been proved, ready to be put into a pipeline folder.
public final class TrainedModel {
  /// The names of the two files.
  public static final String MODEL_FILE = "model.onnx";

  public static final String CARD_FILE = "model.json";

  private final ModelCard card;
  private final byte[] onnx;
  private final int rowsChecked;
  private final float maxDifference;

  TrainedModel(ModelCard card, byte[] onnx, int rowsChecked, float maxDifference) {
    this.card = card;
    this.onnx = onnx;
    this.rowsChecked = rowsChecked;
    this.maxDifference = maxDifference;
  }

  public ModelCard card() {
    return card;
  }

  /// The bytes of the ONNX file, a copy.
  public byte[] onnx() {
    return onnx.clone();
  }

  /// How many rows the export was compared on.
  public int rowsChecked() {
    return rowsChecked;
  }

  /// The greatest difference found between a score of the export and XGBoost's.
  public float maxDifference() {
    return maxDifference;
  }

  /// Writes `model.onnx` and `model.json` into a folder, which is made if need be; files of these
  /// names are replaced.
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(MODEL_FILE), onnx);
    Files.write(folder.resolve(CARD_FILE), JsonOutput.write(card, new ModelCardFormat()));
  }
}
