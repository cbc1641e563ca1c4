package io.millrace.contracts;

import io.millrace.contracts.json.ActionFormat;
import io.millrace.contracts.json.ActionResultFormat;
import io.millrace.contracts.json.AdmissionFormat;
import io.millrace.contracts.json.DecisionFormat;
import io.millrace.contracts.json.EnrichedRecordFormat;
import io.millrace.contracts.json.EntityRecordFormat;
import io.millrace.contracts.json.EvaluationFormat;
import io.millrace.contracts.json.ExampleFormat;
import io.millrace.contracts.json.FeaturePartFormat;
import io.millrace.contracts.json.JsonFormat;
import io.millrace.contracts.json.JsonSerde;
import io.millrace.contracts.json.LearningEventFormat;
import io.millrace.contracts.json.ListItemFormat;
import io.millrace.contracts.json.OutcomeFormat;
import io.millrace.contracts.json.PredictionFormat;
import io.millrace.contracts.json.RoutedEventFormat;
import io.millrace.contracts.json.StreamRecordFormat;
import io.millrace.contracts.release.Admission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/// All topics of one pipeline: the one place where they are declared.
///
/// What features are computed of again is kept as long as they look back, and a week more: the week
/// whose predictions can be checked. For everything else the broker says how long.
public final class PipelineTopics {

  /// What `raw` and `feedback` accept; anything larger is refused by the broker.
  public static final int MAX_RAW_BYTES = 1_048_588;

  /// What every other topic accepts: an event of the largest size and what the stages add to it.
  public static final int MAX_BYTES = 2_097_152;

  private static final Map<String, String> INPUT =
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(MAX_RAW_BYTES),
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime");
  private static final Map<String, String> INTERNAL =
      Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_BYTES));

  /// By key the last record is kept for ever.
  private static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(MAX_BYTES),
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT);

  /// How long every change of a list is kept: a day longer than the predictions that may be decided
  /// again.
  public static final Duration LIST_HISTORY = Duration.ofDays(8);

  /// As long as Kafka keeps records unless it is told otherwise.
  private static final Duration CHECKED = Duration.ofDays(7);

  private static final String FOR_EVER = "-1";

  private final String pipeline;
  private final String retention;
  private final String learning;

  /// Those of a pipeline that does not learn.
  ///
  /// @param reach how far back the features look, absent where one looks back for ever
  public PipelineTopics(String pipeline, @Nullable Duration reach) {
    this(pipeline, reach, null);
  }

  /// @param reach how far back the features look, absent where one looks back for ever
  /// @param span how far back models learn, absent where none does
  public PipelineTopics(String pipeline, @Nullable Duration reach, @Nullable Duration span) {
    this.pipeline = pipeline;
    this.retention = reach == null ? FOR_EVER : millis(reach.plus(CHECKED));
    this.learning = millis(span == null ? CHECKED : span.plus(CHECKED));
  }

  /// The whole name of a pipeline's topic, such as `card-fraud.raw`.
  public static String name(String pipeline, String topic) {
    return pipeline + '.' + topic;
  }

  /// The producers' JSON, unchecked. Its timestamps are the broker's: latency counts from there.
  public Topic<byte[], byte[]> raw() {
    return new Topic<>(name("raw"), Serdes.ByteArray(), Serdes.ByteArray(), false, false, INPUT);
  }

  /// Outcomes as producers report them, unchecked.
  public Topic<byte[], byte[]> feedback() {
    return new Topic<>(
        name("feedback"), Serdes.ByteArray(), Serdes.ByteArray(), false, false, INPUT);
  }

  /// Validated outcomes by event id, kept as long as the events of `events-a` whose labels they
  /// are.
  public Topic<String, Outcome> outcomes() {
    return json("outcomes", new OutcomeFormat(), kept(retention));
  }

  /// Validated events and outcomes by the first entity. In the composed layout its features are
  /// computed of them, so they are kept as long as `enriched`.
  public Topic<String, StreamRecord> events() {
    return json("events", new StreamRecordFormat(), kept(retention));
  }

  /// Events and outcomes by each entity that has stateful features: the log that those are computed
  /// of, kept as long as they look back and a week more.
  public Topic<String, EntityRecord> eventsA() {
    return json("events-a", new EntityRecordFormat(), kept(retention));
  }

  /// Events by event id.
  public Topic<String, RoutedEvent> eventsB() {
    return json("events-b", new RoutedEventFormat());
  }

  /// Events and outcomes on their way from entity to entity, with what was computed so far, by the
  /// next entity: in the composed layout what `events-a` is in the separate one, and kept as long.
  public Topic<String, EnrichedRecord> enriched() {
    return json("enriched", new EnrichedRecordFormat(), kept(retention));
  }

  /// Stateful features by event id.
  public Topic<String, FeaturePart> featuresA() {
    return json("features-a", new FeaturePartFormat());
  }

  /// Stateless features by event id.
  public Topic<String, FeaturePart> featuresB() {
    return json("features-b", new FeaturePartFormat());
  }

  /// Feature vectors and scores by event id, kept for a week.
  public Topic<String, Prediction> predictions() {
    return json("predictions", new PredictionFormat(), kept(millis(CHECKED)));
  }

  /// Decisions by event id.
  public Topic<String, Decision> decisions() {
    return json("decisions", new DecisionFormat());
  }

  /// Matured examples by event id, in the order in which they matured: kept as long as models learn
  /// from them and a week more.
  public Topic<String, Example> examples() {
    Serde<Example> serde = new JsonSerde<>(new ExampleFormat());
    return new Topic<>(name("examples"), Serdes.String(), serde, true, true, kept(learning));
  }

  /// What happened in the learning of the pipeline and why, in one order: kept for ever.
  public Topic<String, LearningEvent> learning() {
    Serde<LearningEvent> serde = new JsonSerde<>(new LearningEventFormat());
    return new Topic<>(name("learning"), Serdes.String(), serde, false, true, kept(FOR_EVER));
  }

  /// How well scores have done against what really happened, by release and segment, at the end of
  /// each day: kept as long as the examples that they are of.
  public Topic<String, Evaluation> evaluations() {
    Serde<Evaluation> serde = new JsonSerde<>(new EvaluationFormat());
    return new Topic<>(name("evaluations"), Serdes.String(), serde, true, true, kept(learning));
  }

  /// What shall be done, by idempotency key.
  public Topic<String, Action> actions() {
    return json("actions", new ActionFormat());
  }

  /// What was done, by idempotency key.
  public Topic<String, ActionResult> actionResults() {
    return json("action-results", new ActionResultFormat());
  }

  /// Records that could not be used, as they were received.
  public Topic<byte[], byte[]> deadLetters() {
    return new Topic<>(
        name("dead-letters"), Serdes.ByteArray(), Serdes.ByteArray(), false, false, INTERNAL);
  }

  /// Releases, the files that they are made of, and which of them was assigned when and why: bytes
  /// by [io.millrace.contracts.release.ReleaseKey]. It is kept for ever.
  public Topic<String, byte[]> releases() {
    return new Topic<>(
        name("releases"), Serdes.String(), Serdes.ByteArray(), true, true, COMPACTED);
  }

  /// Which instance can serve which release.
  public Topic<String, Admission> status() {
    return new Topic<>(
        name("status"),
        Serdes.String(),
        new JsonSerde<>(new AdmissionFormat()),
        true,
        true,
        COMPACTED);
  }

  /// Who is on which list: a record for each change, by [ListItem#key()]. The last one of an item
  /// is kept for ever, but for that which takes it off, and all are for as long as predictions are.
  /// Its timestamps are the broker's: from there a change counts.
  public Topic<String, ListItem> lists() {
    Map<String, String> settings = new HashMap<>(COMPACTED);
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, millis(LIST_HISTORY));
    settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(LIST_HISTORY));
    return new Topic<>(
        name("lists"),
        Serdes.String(),
        new JsonSerde<>(new ListItemFormat()),
        true,
        true,
        settings);
  }

  /// A topic that actions write to, such as `review-queue`: JSON by event id.
  public Topic<String, byte[]> actionTopic(String topic) {
    return new Topic<>(name(topic), Serdes.String(), Serdes.ByteArray(), true, false, INTERNAL);
  }

  /// Every topic above that a pipeline always has, in the order of the stream.
  public List<Topic<?, ?>> all() {
    return List.of(
        raw(),
        feedback(),
        outcomes(),
        events(),
        eventsA(),
        eventsB(),
        enriched(),
        featuresA(),
        featuresB(),
        predictions(),
        decisions(),
        examples(),
        learning(),
        evaluations(),
        actions(),
        actionResults(),
        deadLetters(),
        releases(),
        status(),
        lists());
  }

  private <T> Topic<String, T> json(String topic, JsonFormat<T> format) {
    return json(topic, format, INTERNAL);
  }

  private <T> Topic<String, T> json(
      String topic, JsonFormat<T> format, Map<String, String> settings) {
    Serde<T> serde = new JsonSerde<>(format);
    return new Topic<>(name(topic), Serdes.String(), serde, true, false, settings);
  }

  private static Map<String, String> kept(String retention) {
    Map<String, String> settings = new HashMap<>(INTERNAL);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, retention);
    return settings;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private String name(String topic) {
    return name(pipeline, topic);
  }
}
