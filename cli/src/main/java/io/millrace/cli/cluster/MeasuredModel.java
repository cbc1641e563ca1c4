package io.millrace.cli.cluster;

import io.millrace.benchmarks.ImageNetwork;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.history.History;
import io.millrace.cli.history.PastEvent;
import io.millrace.cli.simulator.CardSimulator;
import io.millrace.cli.simulator.CardWorld;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Payload;
import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.contracts.definition.PipelineReader;
import io.millrace.contracts.definition.StatefulFeature;
import io.millrace.contracts.definition.StatelessFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A model that `bench model` measures, with the pipeline around it and what its events say.
///
/// @param folder of the pipeline
record MeasuredModel(Path folder, PipelineDefinition pipeline, List<PartLoad.Sample> samples) {
  private static final int SAMPLES = 2_000;
  private static final long SEED = 1;

  MeasuredModel {
    samples = List.copyOf(samples);
  }

  /// The model of card-fraud: fifteen numbers from three parts, a hundred trees.
  static MeasuredModel fraud() throws InvalidPipeline {
    Path folder = PipelineFolder.shipped("card-fraud");
    PipelineDefinition pipeline = new PipelineReader().read(folder);
    Random random = new Random(SEED);
    CardSimulator simulator =
        new CardSimulator(new CardWorld(1_000, 2_000, LocalDate.of(2018, 4, 1), SEED));
    List<PartLoad.Sample> samples =
        History.simulated(Stream.generate(simulator::next).limit(SAMPLES), pipeline)
            .map(PastEvent::payload)
            .map(payload -> new PartLoad.Sample(payload, numbers(pipeline, random)))
            .toList();
    return new MeasuredModel(folder, pipeline, samples);
  }

  private static Map<Part, Map<String, FeatureValue>> numbers(
      PipelineDefinition pipeline, Random random) {
    Map<Part, Map<String, FeatureValue>> parts = new LinkedHashMap<>();
    parts.put(
        Part.EVENT,
        numbers(pipeline.statelessFeatures().stream().map(StatelessFeature::name), random));
    for (String entity : pipeline.entities().keySet()) {
      parts.put(
          Part.ofEntity(entity),
          numbers(pipeline.statefulFeaturesOf(entity).stream().map(StatefulFeature::name), random));
    }
    return parts;
  }

  private static Map<String, FeatureValue> numbers(Stream<String> features, Random random) {
    return features.collect(
        Collectors.toMap(
            feature -> feature,
            _ -> FeatureValue.of(random.nextInt(10_000) / 100.0),
            (one, _) -> one,
            LinkedHashMap::new));
  }

  /// The network of the Crayfish benchmark, on random floats from 0 to 1 as there: about ten
  /// characters each.
  static MeasuredModel imagesOfFloats(Path data) throws InvalidPipeline {
    Random random = new Random(SEED);
    return images(data, () -> Float.toString(random.nextFloat()));
  }

  /// The same network on pixels as images have them: whole numbers from 0 to 255.
  static MeasuredModel imagesOfBytes(Path data) throws InvalidPipeline {
    Random random = new Random(SEED);
    return images(data, () -> Integer.toString(random.nextInt(256)));
  }

  private static MeasuredModel images(Path data, Supplier<String> pixel) throws InvalidPipeline {
    Path folder = data.resolve("images");
    write(folder);
    List<PartLoad.Sample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      List<String> pixels = Stream.generate(pixel).limit(ImageNetwork.PIXELS).toList();
      String json =
          "{\"id\":\"%d\",\"time\":\"2018-04-01T00:00:00Z\",\"camera\":\"1\",\"pixels\":[%s]}"
              .formatted(i, String.join(",", pixels));
      FeatureValue vector = FeatureValue.Vector.of(pixels.stream().map(Double::valueOf).toList());
      samples.add(
          new PartLoad.Sample(Payload.of(json), Map.of(Part.EVENT, Map.of("pixels", vector))));
    }
    return new MeasuredModel(folder, new PipelineReader().read(folder), samples);
  }

  private static void write(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String file : List.of("pipeline.yaml", "event.schema.json")) {
        try (InputStream in = MeasuredModel.class.getResourceAsStream("images/" + file)) {
          Files.write(folder.resolve(file), Objects.requireNonNull(in).readAllBytes());
        }
      }
      Files.write(folder.resolve("model.onnx"), ImageNetwork.onnx());
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
