"""What does the model say, does it still fit, and which release is in charge?"""
from dashboard import Dashboard, variable
from panels import GREEN, RED, YELLOW, bars, field_named, heatmap, lines, named, stat, table
from queries import buckets, mean, of, over, quantile, rate, share

# The usual reading of a population stability index: below 0.1 the same, above 0.25 another population.
DRIFT = ((YELLOW, 0.1), (RED, 0.25))
RELEASE = 'release=~"$release"'
JUDGES = 'role="judge"'
NONE = {"type": "special", "options": {"match": "null+nan", "result": {"text": "none"}}}
FOLDER = {"type": "value", "options": {"0": {"text": "0, the folder", "index": 0}}}


def predictions(*labels, by=""):
    return rate("millrace_predictions_total", *labels, by=by)


def share_with(result):
    return share(predictions(JUDGES, f'result="{result}"'), predictions(JUDGES))


def lived(metric, also=""):
    """Of each release and of all together; one instance tells it, the others nothing."""
    return over("max", "release" + also, of(metric, 'release=~"$release|all"', 'segment="all"'))


model = Dashboard(
    "model", "model", __doc__,
    variable("release", "Release", "A release that has predicted",
             'label_values(millrace_predictions_total{job=~"$job"}, release)'))

model.line(
    4,
    stat("Release in charge", "Which release judges events? Its number in `millrace release list`.",
         over("max", "", of("millrace_release_assigned", JUDGES)), "none", mappings=[FOLDER, NONE], now=True),
    stat("Challenger", "Is another release tried, in shadow or as a canary? Its number.",
         over("max", "", of("millrace_release_assigned", 'role="challenger"')), "none", mappings=[NONE], now=True),
    stat("Predictions", "How many events are judged? One for each event, a second.", predictions(JUDGES), "eps",
         field={"min": 0}),
    stat("Degraded", "Which share of predictions was made without all of its features? A processor that fails, or a "
         "deadline.", share_with("degraded"), "percentunit", field={"min": 0},
         limits=[(YELLOW, 0.001), (RED, 0.01)], runbooks=["model-fails"]),
    stat("Without a score", "Which share of predictions has no usable score, so that rules decide alone? Red from one "
         "in a hundred on, where the alert begins.", share_with("fallback"), "percentunit", field={"min": 0},
         limits=[(YELLOW, 0.001), (RED, 0.01)], runbooks=["model-fails"]),
    stat("Drift of the score", "Do scores still look as on the data that the model was made with? Population stability "
         "index, the largest of all releases: below 0.1 they do, above 0.25 they do not. Nothing before 1,000 events.",
         over("max", "", of("millrace_score_drift") + " >= 0"), "short", field={"min": 0, "decimals": 2}, limits=DRIFT,
         runbooks=["score-drifts"]),
)

model.row("Scores")
model.line(
    9,
    heatmap("Distribution of scores", "Which scores does the model give, and does that change? Scored events by score.",
            buckets("millrace_score", RELEASE), "short"),
    lines("Mean score, by release", "Do releases score alike? A challenger beside the release in charge, on the same "
          "events where it is in shadow.",
          {"release {{release}}": mean("millrace_score", RELEASE, by="release")}, "short"),
)

model.row("Drift")
model.line(
    9,
    lines("Drift of the score", "Since when do scores differ from those of the training data? Population stability "
          "index; the dashed lines are at 0.1 (look) and 0.25 (another population).",
          {"release {{release}}": over("max", "release", of("millrace_score_drift", RELEASE))},
          "short", limits=DRIFT, runbooks=["score-drifts"]),
    lines("Drift of features", "Since when does a feature differ from the training data, and which one?",
          {"{{feature}} ({{release}})": over("max", "release, feature", of("millrace_feature_drift", RELEASE))},
          "short", limits=DRIFT, many=True, runbooks=["score-drifts"]),
    bars("Features that drift most", "Which features have moved away from the training data? The largest first; above "
         "0.25 train again, or find out what changed before the model.",
         {"{{feature}} ({{release}})":
          f'topk(15, {over("max", "release, feature", of("millrace_feature_drift", RELEASE) + " >= 0")})'},
         "short", field={"decimals": 2, "max": 0.5}, limits=DRIFT, runbooks=["score-drifts"]),
)

model.row("Against what really happened: matured examples, judged by the scores that they were decided by")
model.line(
    9,
    lines("Average precision, by release", "How well do scores put positives before the others? 1 is all of them first, the share of "
          "positives is chance. Once a day, over the window of the pipeline; all: whichever release was in charge.",
          {"{{release}}": lived("millrace_live_average_precision")}, "short", field={"max": 1, "decimals": 2},
          runbooks=["precision-drops"]),
    lines("Precision at the policy's thresholds", "How many of the events above a threshold were positive? Of those that are declined or "
          "reviewed for their score, the share that deserved it.",
          {"{{release}} from {{threshold}}": lived("millrace_live_precision", also=", threshold")}, "percentunit",
          field={"max": 1}, runbooks=["precision-drops"]),
    lines("Recall at the policy's thresholds", "How many of the positives are above a threshold? The rest passes, unless another rule finds "
          "it.",
          {"{{release}} from {{threshold}}": lived("millrace_live_recall", also=", threshold")}, "percentunit",
          field={"max": 1}, runbooks=["precision-drops"]),
)
model.line(
    9,
    lines("Average precision, by segment", "Do scores serve some events worse than others? By the features that learning.evaluate.segments "
          "names, over all releases.",
          {"{{segment}}": over("max", "segment", of("millrace_live_average_precision", 'release="all"', 'segment!="all"'))},
          "short", field={"max": 1, "decimals": 2, "noValue": "The pipeline names no segments"}),
    lines("Area under the ROC curve", "How likely does a positive have a higher score than another event? 1 is always, 0.5 is chance.",
          {"{{release}}": lived("millrace_live_auc")}, "short", field={"max": 1, "decimals": 2}),
    lines("Calibration error", "Are scores the shares of positives that they seem to be? How far they are from them on average: near "
          "0 they are. Empty where scores are no probabilities.",
          {"{{release}}": lived("millrace_live_calibration_error")}, "short", field={"decimals": 3}),
)
model.line(
    8,
    lines("Precision at 100 a day", "If 100 entities were inspected each day, those with the highest scores: which share of the "
          "inspections would find something?",
          {"{{release}}": lived("millrace_live_precision_at_100")}, "percentunit"),
    lines("Positives", "How much evidence is there? Positive examples in the window: with few of them, what stands above "
          "moves by chance.",
          {"{{release}}": lived("millrace_live_positives")}, "short", field={"decimals": 0}),
    lines("Examples", "How many examples are judged? Positives, and the share of the others that is kept.",
          {"{{release}}": lived("millrace_live_examples")}, "short", field={"decimals": 0}),
)

model.row("Predictions")
model.line(
    8,
    lines("Predictions by result", "Does the model answer every event? Scored is well; degraded lacks features; "
          "fallback has no usable score; unscored was not meant to have one.",
          {"{{result}}": predictions(JUDGES, by="result")}, "eps", stacked="normal"),
    lines("Predictions by release", "Which release judges how many events? A canary shows as its share, a swap as one "
          "line that ends where another one begins.",
          {"{{role}} {{release}}": predictions(RELEASE, by="role, release")}, "eps"),
    lines("Shadow", "Does the release in shadow answer as it should? What it predicts decides nothing.",
          {"{{release}} {{result}}": predictions('role="shadow"', RELEASE, by="release, result")}, "eps"),
)
model.line(
    8,
    lines("Model failures", "How often does a model give no usable answer? Share of the events that its release "
          "predicts; the dashed line is where the alert begins.",
          {"release {{release}}": share(rate("millrace_model_failures_total", RELEASE, by="release"),
                                        predictions(RELEASE, by="release"))},
          "percentunit", limits=[(RED, 0.01)], runbooks=["model-fails"]),
    table("Models", "Which model is in which release? sha256 begins as that of the file in `millrace release show`.",
          over("max", "release, model, sha256", of("millrace_model_info")),
          {"release": "release", "model": "model", "sha256": "sha256"}),
)

model.row("Time")
model.line(
    8,
    lines("Time of the model", "How long does a run of the model take? A run has a batch of events.",
          {f"release {{{{release}}}} p{q * 100:.0f}": quantile(q, "millrace_inference_seconds", RELEASE, by="release")
           for q in (0.5, 0.99)}, "s"),
    lines("Events in a batch", "How many events does the model get at once? Few at a low rate; many when it catches up.",
          {"mean": mean("millrace_batch_rows"), "p99": quantile(0.99, "millrace_batch_rows")}, "short"),
    lines("Time of the model for an event", "What does an event cost the model? Time of runs by the events in them.",
          {"time": share(rate("millrace_inference_seconds_sum"), rate("millrace_batch_rows_sum"))}, "s"),
)

model.row("Features")
model.line(
    8,
    lines("Wait for parts", "How long does an event wait for its last part? From its first part to its last: the lag of "
          "processor-a behind processor-b, or the other way round. Empty in the composed layout, where nothing waits.",
          {f"p{q * 100:.0f}": quantile(q, "millrace_join_wait_seconds") for q in (0.5, 0.99)}, "s"),
    lines("Events that wait", "How many events wait for parts? It falls back to near nothing unless a processor is "
          "behind; parts that were dropped came twice. Partly empty in the composed layout, where nothing waits.",
          {"waiting": over("sum", "", of("millrace_waiting_events")), "dropped a second":
           rate("millrace_parts_dropped_total")}, "short"),
    lines("Parts that failed", "Which features cannot be computed? Such events are judged without them, as degraded.",
          {"{{part}}": rate("millrace_feature_parts_failed_total", by="part")}, "eps", runbooks=["model-fails"]),
    table("History of features", "Since when does a feature count all that it asks for? A feature that a release "
          "brought to a running pipeline begins with the history that was kept.",
          over("max", "feature", of("millrace_feature_complete_from_seconds")) + " * 1000",
          {"feature": "feature", "Value": "complete for events from"},
          overrides=[field_named("complete for events from", unit="dateTimeAsIso",
                                 mappings=[named(**{"0": ("always", GREEN)})])]),
)
