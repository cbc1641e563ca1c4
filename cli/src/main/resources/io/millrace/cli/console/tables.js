/** The tables: services and topics, the latest decisions and actions. Text of records is only ever text. */

import * as words from "./words.js";

/** An element with a class and children; children that are strings become text. */
export function make(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) {
    made.className = kind;
  }
  made.append(...children);
  return made;
}

function row(head, ...cells) {
  const first = make("th", "", head);
  first.scope = "row";
  return make("tr", "", first, ...cells);
}

const number = (text) => make("td", "number", text);
const minor = (text) => make("span", "minor", text);

export function showServices(table, services) {
  table.tBodies[0].replaceChildren(
    ...services.map(({ name, health, instances, lag }) =>
      row(
        name,
        make("td", `health ${health}`, words.health(health)),
        number(words.count(instances)),
        number(lag == null ? "not known yet" : words.count(lag)),
      )),
  );
}

export function showTopics(table, topics) {
  table.tBodies[0].replaceChildren(
    ...Object.entries(topics).map(([name, { rate, written }]) => row(name, number(words.rate(rate)), number(words.count(written)))),
  );
}

/** Rows that stay what they are while somebody looks at them. */
export class HeldTable {
  #table;
  #rowOf;
  #held = false;

  /**
   * @param rowOf makes the row of a record
   */
  constructor(table, rowOf) {
    this.#table = table;
    this.#rowOf = rowOf;
  }

  /** Whether the rows stay although newer ones have come. */
  get isHeld() {
    return this.#held || this.#table.matches(":hover, :focus-within");
  }

  hold(held) {
    this.#held = held;
  }

  show(records, otherwise) {
    if (this.isHeld && this.#table.tBodies[0].rows.length > 0) {
      return;
    }
    const rows = records.map((record) => this.#rowOf(record));
    if (rows.length === 0) {
      const cell = make("td", "none", otherwise);
      cell.colSpan = this.#table.tHead.rows[0].cells.length;
      rows.push(make("tr", "", cell));
    }
    this.#table.tBodies[0].replaceChildren(...rows);
  }
}

function explainLink(label, wanted) {
  const link = make("a", "", label);
  link.href = `/explain/${encodeURIComponent(wanted)}`;
  return link;
}

function copyButton(record) {
  const button = make("button", "copy", "Copy");
  button.type = "button";
  button.dataset.command = record.command;
  button.title = record.command;
  button.setAttribute("aria-label", `Copy the command that explains ${record.event_id}`);
  button.hidden = record.command === "";
  return make("td", "command", button);
}

export function decisionRow(decision) {
  const outcome = make("td", "", make("span", "outcome", decision.outcome));
  if (decision.degraded) {
    outcome.append(" ", make("span", "tag", "degraded"));
  }
  if (decision.held_back) {
    outcome.append(" ", make("span", "tag", `not ${decision.held_back}`));
  }
  outcome.append(minor(decision.reasons));
  return make(
    "tr",
    "",
    make("td", "time wide", words.clock(decision.at)),
    make("td", "event", explainLink(decision.event_id, decision.position), minor(decision.entities)),
    outcome,
    number(words.score(decision.score)),
    make("td", "number wide", words.millis(decision.latency_ms)),
    copyButton(decision),
  );
}

const cameOf = {
  performed: (action) => make("td", "", "performed", minor(`after ${words.plural(action.attempts, "attempt")}`)),
  failed: (action) => make("td", "bad", "failed", minor(`${words.plural(action.attempts, "attempt")}: ${action.answer}`)),
};

export function actionRow(action) {
  const came = cameOf[action.status]?.(action) ?? make("td", "", "not yet");
  return make(
    "tr",
    "",
    make("td", "event", explainLink(action.event_id, action.event_id), make("span", "minor time", words.clock(action.at))),
    make("td", "", make("span", "", action.action), minor(action.target)),
    came,
    copyButton(action),
  );
}

/** A list of facts: names with what is to be said of them; those without are left out. */
export function showFacts(list, facts) {
  list.replaceChildren(
    ...facts
      .filter(([, fact]) => fact)
      .map(([name, fact]) => make("div", "", make("dt", "", name), make("dd", "", fact))),
  );
}
