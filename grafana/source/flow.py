"""Does the stream flow, how fast, and where does it wait?"""
from pathlib import Path

from dashboard import Dashboard
from panels import RED, YELLOW, bars, field_named, heatmap, lines, named, stat, table, thresholds
from queries import buckets, lag, quantile, rate, share

RUNBOOKS = Path(__file__).resolve().parents[2] / "docs" / "runbooks"
BEHIND = ((YELLOW, 100), (RED, 1000))
LATENCY = "millrace_latency_seconds"
DECIDED = 'topic="decisions"'


TRAINER = "model-trainer"
STREAM = f'service!="{TRAINER}"'


def stage(title, description, writes, reads, reader=STREAM):
    """What a stage writes, what waits for it, and how old an event is when it leaves it. It is known by its
    topics, not by a service's name, so that one panel serves both layouts; but the trainer reads beside the stream."""
    written = f'topic=~"{writes}"'
    return stat(
        title + " →", description,
        {
            "out": rate("millrace_records_out_total", written),
            "behind": lag(f'topic=~".+[.]({reads})"', reader),
            "age": quantile(0.99, LATENCY, written),
        },
        "recps", now=True,
        field={"noValue": "–"},
        options={"text": {"titleSize": 14, "valueSize": 18}},
        overrides=[
            field_named("behind", unit="short", thresholds=thresholds(*BEHIND)),
            field_named("age", unit="s"),
        ])


flow = Dashboard("flow", "flow", __doc__)

flow.line(
    4,
    stat("Events in", "How many events arrive? Raw records that ingestion has read, a second.",
         rate("millrace_records_in_total", 'topic="raw"'), "eps", field={"min": 0}, runbooks=["no-events"]),
    stat("Decisions out",
         "How many decisions leave? As many as events come in, less what is refused or a duplicate.",
         rate("millrace_records_out_total", DECIDED), "eps", field={"min": 0}),
    stat("End to end, p99",
         "Within what time are 99 of 100 events decided, from their arrival in raw? Red from a second on, where the "
         "alert begins.",
         quantile(0.99, LATENCY, DECIDED), "s", limits=[(YELLOW, 0.5), (RED, 1)], runbooks=["decisions-late"]),
    stat("Behind",
         "How many records are written and not read yet, in all topics? Red from 1,000 on: the alert asks for as many "
         "in one service that falls back further.",
         lag(), "short", limits=BEHIND, runbooks=["lag-growing"]),
    stat("Dead letters",
         "Which share of events ends in dead letters? Red from one in a hundred on, where the alert begins; the "
         "reasons stand in the records' headers.",
         share(rate("millrace_dead_letters_total"), rate("millrace_records_in_total", 'topic="raw"')),
         "percentunit", field={"min": 0}, limits=[(YELLOW, 0.001), (RED, 0.01)], runbooks=["dead-letters"]),
    stat("Alerts that fire", "Does anything need somebody now? Alerts of prometheus/alerts.yml that fire; the table "
         "below the pipeline names them.",
         'count(ALERTS{alertname=~"Millrace.+", alertstate="firing"}) or vector(0)',
         "short", limits=[(RED, 1)], now=True),
)

flow.row("The pipeline: what each stage writes, what waits for it, and how old an event is when it leaves it (p99)")
flow.columns(
    8,
    [stage("ingestion-service",
           "Does what arrives become events? Raw events and outcomes are validated; what does not hold goes to dead "
           "letters.", "events", "raw|feedback")],
    [stage("event-router",
           "Is each event on its way to its processors? A record for each entity, and one for what needs none. "
           "Partly empty in the composed layout, where records are routed within one service.", "events-a|events-b", "events")],
    [stage("processor-a",
           "Are the features of entities computed in time? In the composed layout: what goes on to its next entity.",
           "features-a|enriched", "events-a|enriched"),
     stage("processor-b",
           "Are the features of the event itself computed in time? Empty in the composed layout, where no topic lies "
           "between.", "features-b", "events-b")],
    [stage("model-service",
           "Is each event scored? It waits for all parts of an event. Partly empty in the composed layout, where nothing "
           "waits before it.", "predictions", "features-a|features-b")],
    [stage("decision-engine",
           "Is each prediction decided? Its age is the latency from end to end. Partly empty in the composed layout, "
           "where nothing waits before it.", "decisions", "predictions")],
    [stage("action-triggers",
           "Is what was decided also done? Results of actions; what waits for a webhook stands on the dashboard of "
           "decisions and actions.", "action-results", "actions"),
     stage(TRAINER,
           "Do events become examples once they have matured? Beside the stream, which does not wait for it. Empty "
           "where the pipeline does not learn.",
           "examples", "predictions|decisions|outcomes", f'service="{TRAINER}"')],
)
flow.line(
    6,
    table("Alerts", "Which alerts fire, or are about to? Their runbooks stand in the menu of this panel.",
          "max by (alertname, alertstate, severity, service, instance, target, release, rule, store)"
          ' (ALERTS{alertname=~"Millrace.+"})',
          {"alertname": "alert", "alertstate": "state", "severity": "severity", "service": "service",
           "instance": "instance", "target": "target", "release": "release", "rule": "rule", "store": "store"},
          field={"noValue": "No alert fires"},
          overrides=[field_named("state", custom__cellOptions={"type": "color-text"},
                                 mappings=[named(firing=("firing", RED), pending=("pending", "orange"))])],
          runbooks=sorted(file.stem for file in RUNBOOKS.glob("*.md"))),
)

flow.row("Rates")
flow.line(
    8,
    lines("In and out",
          "Does everything that comes in come out? The first two lines lie on each other; what is missing is in dead "
          "letters, a duplicate, or on its way.",
          {
              "events in": rate("millrace_records_in_total", 'topic="raw"'),
              "decisions out": rate("millrace_records_out_total", DECIDED),
              "outcomes in": rate("millrace_records_in_total", 'topic="feedback"'),
              "dead letters": rate("millrace_dead_letters_total"),
          }, "eps"),
    lines("Records written, by topic",
          "Does every hop carry what it should? An event makes a record in events-a and features-a for each of its "
          "entities, and one in every other topic on its way.",
          {"{{topic}}": rate("millrace_records_out_total", by="topic")}, "recps", many=True),
)

flow.row("Latency")
flow.line(
    8,
    lines("From end to end",
          "Do decisions leave while they still matter? From an event's arrival in raw to its decision; the dashed line "
          "is where the alert begins.",
          {f"p{q * 100:.0f}": quantile(q, LATENCY, DECIDED) for q in (0.5, 0.95, 0.99)},
          "s", limits=[(RED, 1)], runbooks=["decisions-late"]),
    lines("Age at each topic, p99",
          "Where does an event spend its time? From arrival in raw to each topic: the step from one to the next is what "
          "the stage between them takes.",
          {"{{topic}}": quantile(0.99, LATENCY, by="topic")}, "s", many=True),
)
flow.line(
    8,
    heatmap("Latency of decisions",
            "Are all events slow, or a few? Decisions by the time they took: a second band above the first one is a "
            "pause, a restart, or one slow partition.",
            buckets(LATENCY, DECIDED), "s"),
    lines("Delay before arrival",
          "How old are events when they come? From an event's own time to its arrival in raw: late producers, or an "
          "import of history. What is longer than a week shows as a week.",
          {f"p{q * 100:.0f}": quantile(q, "millrace_event_delay_seconds") for q in (0.5, 0.99)}, "s"),
)

flow.row("Lag")
flow.line(
    8,
    lines("Records behind, by topic",
          "Who falls behind? Records that are not read yet, by the topic they wait in: its reader is the stage to look "
          "at.",
          {"{{topic}}": lag(by="topic")}, "short", many=True, runbooks=["lag-growing"]),
    bars("Partitions furthest behind",
         "Is one partition alone behind? Then one key has most of the events, or one instance is slow.",
         {"{{topic}} {{partition}}": f"topk(10, {lag(by='topic, partition')})"},
         "short", limits=BEHIND, runbooks=["lag-growing"]),
)
