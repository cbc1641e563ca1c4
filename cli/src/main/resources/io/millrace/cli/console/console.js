/** The page: shows each snapshot as it comes, and says so when none does. */

import { Charts } from "./charts.js";
import { Picture } from "./picture.js";
import { watch } from "./stream.js";
import { HeldTable, actionRow, decisionRow, make, showFacts, showServices, showTopics } from "./tables.js";
import * as words from "./words.js";

const QUIET_AFTER = 10;
const NOTICES = [
  ["down", "bad", "not running: no instance is in the consumer group."],
  ["behind", "warn", "more than ten seconds behind."],
  ["rebalancing", "warn", "rebalancing: partitions are shared out anew."],
];
const and = new Intl.ListFormat("en", { type: "conjunction" });

const at = (id) => document.getElementById(id);
const picture = new Picture(at("picture"));
const decisions = new HeldTable(at("decisions"), decisionRow);
const actions = new HeldTable(at("actions"), actionRow);
let charts;
let isLost = false;
let latest;

function say(id, text) {
  const place = at(id);
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

function connection(state, text) {
  at("connection").dataset.state = state;
  say("connection", text);
}

/** What somebody should know of, in the order of weight. Notices that stay are not said again. */
function notices(snapshot) {
  const found = [];
  if (isLost) {
    found.push(["bad", "Connection lost, trying again. What is shown is old."]);
  }
  if (snapshot?.problem) {
    found.push(["bad", snapshot.problem]);
  }
  for (const [health, kind, rest] of NOTICES) {
    const names = (snapshot?.services ?? []).filter((service) => service.health === health).map(({ name }) => name);
    if (names.length > 0) {
      found.push([kind, `${and.format(names)} ${names.length === 1 ? "is" : "are"} ${rest}`]);
    }
  }
  if (snapshot && !snapshot.problem && snapshot.quiet_s >= QUIET_AFTER) {
    const minutes = Math.floor(snapshot.quiet_s / 60);
    const since = minutes === 0 ? "more than 10 s" : words.plural(minutes, "minute");
    found.push(["warn", `No event flows: none has come to ${snapshot.pipeline}.raw for ${since}.`]);
  }
  return found;
}

function showNotices() {
  const list = at("notices");
  const wanted = notices(latest);
  const there = new Map([...list.children].map((item) => [item.textContent, item]));
  list.replaceChildren(
    ...wanted.map(([kind, text]) => there.get(text) ?? make("li", `notice ${kind}`, text)),
  );
}

function releaseFacts({ number, note, why, model, sha256, challenger }) {
  const beside = challenger && (challenger.percent === 0
    ? `release ${challenger.number}, in the shadow: it is asked, and decides nothing`
    : `release ${challenger.number}, a canary: it decides for ${challenger.percent}% of entities`);
  return [
    ["release", number === 0 ? "0, the folder that the services were started with" : `${number}${note && `: ${note}`}`],
    ["model", model && `${model}, sha256 ${sha256.slice(0, 12)}`],
    ["beside it", beside ?? "none is tried"],
    ["since", why],
  ];
}

function deadFacts({ kept, latest: letter }) {
  return [
    ["kept", words.count(kept)],
    ["latest", letter ? `${letter.reason} (${letter.stage}, ${words.clock(letter.at)})` : ""],
    ["stands at", letter?.position],
    ["look at them", kept > 0 ? "millrace dead-letters list --pipeline DIR" : ""],
  ];
}

function show(snapshot) {
  latest = snapshot;
  isLost = false;
  at("waiting").hidden = true;
  at("shown").hidden = false;
  connection("live", `Live, ${words.clock(snapshot.at)}`);
  say("pipeline", snapshot.pipeline);
  document.title = `${snapshot.pipeline} – Millrace console`;
  showNotices();

  const { point, release } = snapshot;
  say("stat-in", words.rate(point.in));
  say("stat-out", words.rate(point.decided));
  say("stat-p50", words.millis(point.p50));
  say("stat-p99", words.millis(point.p99));
  say("stat-release", String(release.number) + (release.challenger ? ` + ${release.challenger.number}` : ""));
  say("stat-dead", words.count(snapshot.dead_letters.kept));
  at("stat-dead").classList.toggle("bad", (snapshot.topics["dead-letters"]?.rate ?? 0) > 0);

  picture.show(snapshot);
  showServices(at("services"), snapshot.services);
  showTopics(at("topics"), snapshot.topics);
  charts ??= newCharts();
  charts.show(snapshot);
  decisions.show(snapshot.decisions, "No decision yet.");
  actions.show(snapshot.actions, "No action yet.");
  showFacts(at("release"), releaseFacts(release));
  showFacts(at("dead"), deadFacts(snapshot.dead_letters));
}

let past = [];

/** Not before they can be seen: charts take the size of their places. */
function newCharts() {
  const made = new Charts({
    outcomes: at("outcomes-chart"),
    outcomesLegend: at("outcomes-legend"),
    latency: at("latency-chart"),
    latencyLegend: at("latency-legend"),
    scores: at("scores-chart"),
    scoresLegend: at("scores-legend"),
  });
  made.past(past);
  return made;
}

at("hold").addEventListener("click", ({ currentTarget: button }) => {
  const held = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(held));
  button.textContent = held ? "Held" : "Hold";
  decisions.hold(held);
});

document.addEventListener("click", async ({ target }) => {
  const command = target.closest?.("button.copy")?.dataset.command;
  if (!command) {
    return;
  }
  let done = "Copied";
  try {
    await navigator.clipboard.writeText(command);
  } catch {
    done = "To copy";
  }
  at("copied").hidden = false;
  at("copied").replaceChildren(`${done}: `, make("code", "", command));
});

watch({
  open() {
    if (!latest) {
      connection("waiting", "Connected, waiting for the first numbers");
    }
  },
  past(points) {
    past = points;
    charts?.past(points);
  },
  snapshot: show,
  lost() {
    isLost = true;
    connection("lost", "Connection lost, trying again");
    showNotices();
  },
});
