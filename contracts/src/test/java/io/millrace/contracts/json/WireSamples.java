package io.millrace.contracts.json;

import io.millrace.contracts.Assessment;
import io.millrace.contracts.CloudEvent;
import io.millrace.contracts.DeadLetter;
import io.millrace.contracts.Decision;
import io.millrace.contracts.EnrichedRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.InferenceTimes;
import io.millrace.contracts.Outcome;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import io.millrace.contracts.Prediction;
import io.millrace.contracts.RedriveMark;
import io.millrace.contracts.Redriven;
import io.millrace.contracts.RoutedOutcome;
import io.millrace.contracts.Stamp;
import io.millrace.contracts.release.Admission;
import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Manifest;
import io.millrace.contracts.release.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Records for each message of `docs/asyncapi.yaml`: of each optional field one that has it and one
/// that lacks it.
final class WireSamples {
  private static final Position POSITION = new Position("card-fraud.raw", 3, 1842);

  /// @param message its name in the file
  record Wire<T>(String message, JsonFormat<T> format, List<T> records) {

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read alone
    static <T> Wire<T> of(String message, JsonFormat<T> format, T... records) {
      return new Wire<>(message, format, Arrays.asList(records));
    }

    List<byte[]> written() {
      return records.stream().map(record -> JsonOutput.write(record, format)).toList();
    }

    /// What the format makes of a text: the same, if it reads all of it.
    byte[] rewritten(byte[] json) throws java.io.IOException {
      return JsonOutput.write(JsonInput.read(json, format), format);
    }
  }

  private WireSamples() {}

  static List<Wire<?>> all() {
    return Stream.concat(stream().stream(), LearningWires.all().stream()).toList();
  }

  private static List<Wire<?>> stream() {
    return List.of(
        Wire.of("event", new StreamRecordFormat(), Samples.EVENT),
        Wire.of("outcome", new OutcomeFormat(), Samples.OUTCOME, outcome()),
        Wire.of("entityOutcome", new StreamRecordFormat(), Samples.OUTCOME, outcome()),
        Wire.of("assignmentMark", new StreamRecordFormat(), Samples.ASSIGNMENT, Samples.CANARY),
        Wire.of("entityEvent", new EntityRecordFormat(), Samples.ROUTED, Samples.STAMPED),
        Wire.of("routedEvent", new RoutedEventFormat(), Samples.ROUTED, Samples.STAMPED),
        Wire.of(
            "routedOutcome",
            new EntityRecordFormat(),
            Samples.ROUTED_OUTCOME,
            new RoutedOutcome(outcome(), Stamp.NONE)),
        Wire.of("enrichedEvent", new EnrichedRecordFormat(), Samples.ENRICHED, failed(), bare()),
        Wire.of(
            "enrichedOutcome",
            new EnrichedRecordFormat(),
            Samples.ENRICHED_OUTCOME,
            new EnrichedRecord(new RoutedOutcome(outcome(), Stamp.NONE), List.of(), List.of())),
        features("entityFeatures"),
        features("eventFeatures"),
        Wire.of(
            "prediction",
            new PredictionFormat(),
            Samples.PREDICTION,
            Samples.PREDICTION_WITH_SHADOW,
            unscored()),
        Wire.of(
            "decision",
            new DecisionFormat(),
            Samples.DECISION,
            Samples.EXPLAINED_DECISION,
            Samples.HELD_BACK_DECISION,
            decisionWithoutModel()),
        Wire.of(
            "action",
            new ActionFormat(),
            Samples.TO_TOPIC,
            Samples.TO_WEBHOOK,
            Samples.OF_A_RELEASE,
            Samples.TO_LOG,
            Samples.TO_LIST,
            Samples.TO_LIST_FOR_EVER,
            Samples.UNMADE),
        Wire.of("actionResult", new ActionResultFormat(), Samples.RESULT),
        Wire.of(
            "evaluation",
            new EvaluationFormat(),
            Samples.EVALUATION,
            Samples.EVALUATION_OF_A_SEGMENT),
        Wire.of("manifest", new ManifestFormat(), manifest()),
        Wire.of("assignment", new AssignmentFormat(), Samples.ASSIGNMENT, Samples.CANARY),
        Wire.of(
            "admission",
            new AdmissionFormat(),
            new Admission("model-service", "a1", 3, null),
            new Admission("model-service", "a1", 4, "the model has no output score")),
        Wire.of(
            "listItem",
            new ListItemFormat(),
            Samples.ITEM,
            Samples.LASTING_ITEM,
            Samples.ITEM_FROM_NOW_ON));
  }

  private static Wire<FeaturePart> features(String message) {
    return Wire.of(
        message,
        new FeaturePartFormat(),
        Samples.COMPUTED,
        Samples.FAILED,
        Samples.WITH_SHADOW,
        Samples.FAILED_FOR_SHADOW);
  }

  private static Outcome outcome() {
    Outcome full = Samples.OUTCOME;
    return new Outcome(
        full.eventId(),
        full.eventTime(),
        full.entities(),
        FeatureValue.of("returned"),
        full.knownAt(),
        null,
        full.source());
  }

  private static EnrichedRecord failed() {
    FeaturePart.About about =
        FeaturePart.About.of(Samples.STAMPED, Part.ofEntity("card"), POSITION);
    FeaturePart.Values values = new FeaturePart.Computed(Map.of("amount", FeatureValue.of(1)));
    return new EnrichedRecord(
        Samples.STAMPED,
        List.of(),
        List.of(new FeaturePart(about, new FeaturePart.Failed("no"), values)));
  }

  private static EnrichedRecord bare() {
    return new EnrichedRecord(Samples.ROUTED, List.of(), List.of());
  }

  private static Prediction unscored() {
    Assessment nothing =
        new Assessment(
            0, Map.of(), Map.of(), null, List.of(), "the deadline has passed", List.of());
    Assessment shadow =
        new Assessment(
            0,
            Map.of(),
            Map.of(),
            null,
            List.of(),
            null,
            List.of(new Assessment.Attribution("amount", 0.5)));
    return new Prediction(Samples.EVENT, nothing, shadow, Map.of());
  }

  private static Decision decisionWithoutModel() {
    Decision full = Samples.DECISION;
    return new Decision(
        full.eventId(),
        full.eventTime(),
        full.entities(),
        full.outcome(),
        full.rule(),
        List.of(),
        List.of(),
        List.of(),
        0,
        Map.of(),
        null,
        List.of(),
        List.of("a:card: late"),
        full.raw(),
        full.prediction());
  }

  private static Manifest manifest() {
    String digest = Sha256.of(new byte[] {1});
    return new Manifest(3, "", List.of(new Artifact("pipeline.yaml", 1, digest)));
  }

  /// Headers for each message trait, in the same manner.
  static Map<String, List<Headers>> headers() {
    return Map.of(
        "cloudEvent",
        List.of(
            headers(
                new CloudEvent(
                        "123",
                        "io.millrace.decision",
                        "/card-fraud/decision-engine",
                        Samples.EVENT.time())
                    ::writeTo)),
        "inferenceTimes",
        List.of(
            headers(new InferenceTimes(14L, 15L)::writeTo), headers(InferenceTimes.NONE::writeTo)),
        "deadLetter",
        List.of(
            headers(new DeadLetter("not JSON", "ingestion-service", POSITION)::writeTo),
            headers(new DeadLetter("not JSON", "ingestion-service", null)::writeTo)),
        "redriveMark",
        List.of(new RedriveMark(POSITION, POSITION).headers()),
        "redriven",
        List.of(headers(new Redriven(POSITION, POSITION)::writeTo), new RecordHeaders()));
  }

  private static Headers headers(Consumer<Headers> writing) {
    Headers headers = new RecordHeaders();
    writing.accept(headers);
    return headers;
  }
}
