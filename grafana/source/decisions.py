"""What is decided, by which rule, and is it done?"""
from dashboard import Dashboard
from panels import GREEN, RED, YELLOW, bars, heatmap, lines, named, stat, states
from queries import buckets, gained, of, over, quantile, rate, share

WAITING = ((YELLOW, 100), (RED, 1000))
OPEN = over("max", "endpoint", of("millrace_endpoint_open"))


def decisions(by=""):
    return rate("millrace_decisions_total", by=by)


decided = Dashboard("decisions", "decisions and actions", __doc__)

decided.line(
    4,
    stat("Decisions", "How many events are decided? A second, by all rules.", decisions(), "eps", field={"min": 0}),
    stat("Rules that fail", "For which share of events can a rule not be computed? It is skipped for them; red from one "
         "in a hundred on, where the alert begins.",
         share(rate("millrace_rule_failures_total"), decisions()), "percentunit", field={"min": 0},
         limits=[(YELLOW, 0.001), (RED, 0.01)], runbooks=["rule-fails"]),
    stat("Actions done", "How many actions are performed? A second, by all targets.",
         rate("millrace_actions_total", 'status="performed"'), "eps", field={"min": 0}),
    stat("Actions given up", "Has any action failed for good in the last hour? Each is in dead letters, and can be "
         "redriven.", over("sum", "", "increase(" + of("millrace_actions_total", 'status="failed"') + "[1h])"), "short",
         field={"min": 0, "decimals": 0}, limits=[(RED, 1)], now=True, runbooks=["actions-fail", "dead-letters"]),
    stat("Outbox", "How many actions wait to be performed? Red from 1,000 on, where the alert begins.",
         over("sum", "", of("millrace_outbox_actions")), "short", field={"min": 0}, limits=WAITING,
         runbooks=["actions-fail"]),
    stat("Endpoints down", "Is a webhook left alone for a while because it is down? Its actions wait in the outbox.",
         over("sum", "", OPEN) + " or vector(0)", "short", limits=[(RED, 1)], runbooks=["actions-fail"]),
)

decided.row("Decisions")
decided.line(
    9,
    lines("Decisions by outcome", "What is decided, and does the mix shift? A step is a new release, another policy, or "
          "something that happens outside.",
          {"{{outcome}}": decisions(by="outcome")}, "eps", stacked="normal"),
    lines("Share of each outcome", "Does the mix shift when the rate does not? As shares of all decisions.",
          {"{{outcome}}": decisions(by="outcome")}, "eps", stacked="percent"),
    bars("Outcomes of the last hour", "How often was each outcome decided in the last hour?",
         {"{{outcome}}": f'sort_desc({over("sum", "outcome", "increase(" + of("millrace_decisions_total") + "[1h])")})'},
         "short", field={"decimals": 0}),
)
decided.line(
    8,
    lines("Decisions by rule", "Which rule decides? The rules of the policy by their names, or by their places in it.",
          {"{{rule}} {{outcome}}": decisions(by="rule, outcome")}, "eps", many=True),
    lines("Rules in shadow", "What would rules in shadow decide? Events that such a rule matches; it decides nothing. "
          "Empty where the policy has none.",
          {"{{rule}} {{outcome}}": rate("millrace_shadow_matches_total", by="rule, outcome")}, "eps",
          field={"noValue": "The policy has no rules in shadow"}),
    lines("Events held back", "How many events are let through so that their truth can show itself? By the outcome that "
          "they would have had. Empty where the pipeline has no hold-back.",
          {"{{outcome}}": rate("millrace_held_back_total", by="outcome")}, "eps",
          field={"noValue": "The pipeline has no hold-back"}),
    lines("Failures of rules", "Which rule cannot be computed, and how often? It is skipped, and the next one asked: "
          "what it should decline may pass.",
          {"{{rule}} {{outcome}}": rate("millrace_rule_failures_total", by="rule, outcome")}, "eps",
          runbooks=["rule-fails"]),
)

decided.row("Actions")
decided.line(
    8,
    lines("Actions performed", "What is done? Actions by what they go to.",
          {"{{target}}": rate("millrace_actions_total", 'status="performed"', by="target")}, "eps"),
    lines("Actions given up", "What could not be done? Actions that failed for good, or could not be made, between two "
          "points of the line.",
          {"{{target}}": gained("millrace_actions_total", 'status="failed"', by="target")}, "short",
          runbooks=["actions-fail"]),
    lines("Outbox", "Do actions wait? The outbox grows while a webhook is down, and falls when it is back; the dashed "
          "line is where the alert begins.",
          {"actions": over("sum", "", of("millrace_outbox_actions"))}, "short", limits=[(RED, 1000)],
          runbooks=["actions-fail"]),
)
decided.line(
    8,
    lines("Time of webhooks", "How fast do webhooks answer? Each attempt, whatever the answer; empty while none is called.",
          {f"p{q * 100:.0f}": quantile(q, "millrace_webhook_seconds") for q in (0.5, 0.95, 0.99)}, "s"),
    heatmap("Attempts at webhooks", "Are all calls slow, or a few? Attempts by the time they took.",
            buckets("millrace_webhook_seconds"), "s"),
    states("Endpoints", "Which webhook is down, and since when? While it is, it is asked once in a while alone; other "
           "webhooks are not held up.",
           {"{{endpoint}}": OPEN}, named(**{"0": ("tried", GREEN), "1": ("down", RED)}),
           field={"noValue": "No action goes to a webhook"}, runbooks=["actions-fail"]),
)

decided.row("What is not decided, or not twice")
decided.line(
    8,
    lines("Dead letters by stage and cause", "Which stage cannot use records, and at which step? rejected: it does not "
          "fit the contract; unreadable: no JSON; too_large; failed: an error in the stage.",
          {"{{service}} {{cause}}": rate("millrace_dead_letters_total", by="service, cause")}, "recps", many=True,
          runbooks=["dead-letters"]),
    lines("Duplicates", "Does anything come twice? An event or action whose id or key is known changes nothing; many of "
          "them are a producer that sends again.",
          {
              "predictions of events that are decided": rate("millrace_duplicates_dropped_total"),
              "actions that were known": rate("millrace_actions_duplicate_total"),
          }, "recps"),
)
