package io.millrace.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgboostTrainerTest {

  @Test
  void boostsAsManyTreesAsAskedAndNoneDeeper(@TempDir Path folder)
      throws IOException, XGBoostError {
    DayRange days = new DayRange(LocalDate.of(2018, 6, 1), LocalDate.of(2018, 6, 10));
    Examples examples = SyntheticFraud.table(folder).examples(days);

    List<Tree> trees;
    try (XgboostModel model = XgboostTrainer.train(examples, new XgboostParameters(7, 0.3, 2, 1))) {
      trees = model.trees();
    }

    assertThat(trees).hasSize(7).allMatch(tree -> depth(tree) <= 2).anyMatch(t -> depth(t) == 2);
  }

  @Test
  void aNumberIsReadToItsLastBit() {
    String dump =
        """
        {"nodeid":0,"depth":0,"split":"f12","split_condition":16777216,"yes":1,"no":2,"missing":2,
         "children":[{"nodeid":2,"leaf":-1.17549435E-38},{"nodeid":1,"leaf":0.100000001}]}
        """;

    Tree tree = XgboostDump.parse(dump);

    assertThat(tree)
        .isEqualTo(
            new Tree.Split(
                12, 16_777_216f, false, new Tree.Leaf(0.1f), new Tree.Leaf(-Float.MIN_NORMAL)));
  }

  @Test
  void aLibraryThatDoesNotLoadIsExplainedInOneLine() {
    LinkageError error = new UnsatisfiedLinkError("libgomp.so.1: cannot open shared object file");

    TrainerFailure failure = XgboostTrainer.notLoaded(error);

    assertThat(failure)
        .hasMessageContaining("(libgomp.so.1: cannot open shared object file)")
        .hasMessageContaining("apt-get install libgomp1")
        .hasMessageNotContaining("\n");
  }

  @Test
  void parametersThatMakeNoModelAreRefused() {
    assertThatThrownBy(() -> new XgboostParameters(0, 0.1, 3, 1)).hasMessageContaining("0 trees");
    assertThatThrownBy(() -> new XgboostParameters(1, 0, 3, 1)).hasMessageContaining("rate is 0.0");
    assertThatThrownBy(() -> new XgboostParameters(1, Double.NaN, 3, 1))
        .hasMessageContaining("rate is NaN");
    assertThatThrownBy(() -> new XgboostParameters(1, 0.1, 17, 1))
        .hasMessageContaining("depth is 17");
  }

  private static int depth(Tree tree) {
    return switch (tree) {
      case Tree.Leaf leaf -> 0;
      case Tree.Split split -> 1 + Math.max(depth(split.below()), depth(split.others()));
    };
  }
}
