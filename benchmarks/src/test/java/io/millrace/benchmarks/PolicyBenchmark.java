package io.millrace.benchmarks;

import io.millrace.contracts.Prediction;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.expression.Lists;
import io.millrace.decision.Policy;
import io.millrace.decision.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to judge a card transaction by fifty rules, over its fields, features, score and
/// time, of which none matches but the last.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBenchmark {
  private static final Path CARD_FRAUD = Path.of("../pipelines/card-fraud");
  private static final int RULES = 50;
  private static final int PREDICTIONS = 512;

  private static final List<String> CONDITIONS =
      List.of(
          "score >= 1.%d",
          "event.amount > 1%d000.0 && !degraded",
          "features.card_tx_count_7d > 1%d00.0 && features.amount > 2.0 * features.card_amount_avg_7d",
          "event.customer_id.startsWith('x%d') || event.terminal_id == 'y'",
          "time.getFullYear() == 19%d || event.customer_id in ['a', 'b', 'c']");

  private final List<Prediction> predictions = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Policy policy;

  private int next;

  @Setup
  public void setUp() throws IOException, InvalidPipeline {
    PipelineDefinition pipeline = new PipelineReader().read(withRules());
    policy = Policy.of(pipeline);
    WireRecords records = new WireRecords();
    for (int i = 0; i < PREDICTIONS; i++) {
      predictions.add(records.prediction(records.event()));
    }
  }

  /// The pipeline card-fraud with another policy.
  private static Path withRules() throws IOException {
    Path folder = Files.createTempDirectory("policy");
    for (String file : List.of("event.schema.json", "model.onnx", "model.json")) {
      Files.copy(CARD_FRAUD.resolve(file), folder.resolve(file));
    }
    String text = Files.readString(CARD_FRAUD.resolve("pipeline.yaml"));
    String before = text.substring(0, text.indexOf("\npolicy:"));
    String after = text.substring(text.indexOf("\nfeedback:"));
    String rules =
        IntStream.range(1, RULES)
            .mapToObj(PolicyBenchmark::rule)
            .collect(Collectors.joining("", "\npolicy:\n", "  - {decide: APPROVE}\n"));
    Files.writeString(folder.resolve("pipeline.yaml"), before + rules + after);
    return folder;
  }

  private static String rule(int number) {
    String when = CONDITIONS.get(number % CONDITIONS.size()).formatted(10 + number % 90);
    return "  - {when: \"%s\", decide: REVIEW, reason: RULE_%d}\n".formatted(when, number);
  }

  @Benchmark
  public Verdict judge() {
    next = (next + 1) % PREDICTIONS;
    return policy.judge(predictions.get(next), Lists.EMPTY);
  }
}
