/** The charts: decisions by outcome, latency, scores. */

import uPlot from "./uPlot.esm.js";
import * as words from "./words.js";

const SECONDS = 300;
const DARK = window.matchMedia("(prefers-color-scheme: dark)");

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const seriesColour = (index) => colour(`--series-${(index % 6) + 1}`);

/** A logarithmic scale has no nought: there is nothing to be drawn, or for a latency the least. */
const positive = (value) => (value > 0 ? value : null);
const atLeastOne = (value) => (value == null ? null : Math.max(1, value));

/** One `label value` with the colour of its line; returns what sets the value. */
function legendEntry(place, index, label) {
  const swatch = document.createElement("span");
  swatch.className = `swatch series-${(index % 6) + 1}`;
  const value = document.createElement("b");
  const entry = document.createElement("span");
  entry.append(swatch, `${label} `, value);
  place.append(entry);
  return (text) => {
    value.textContent = text;
  };
}

function axis(options = {}) {
  return {
    stroke: colour("--muted"),
    font: "11px system-ui, sans-serif",
    grid: { stroke: colour("--grid"), width: 1 },
    ticks: { show: false },
    ...options,
  };
}

/** Ticks at 1, 10, 100 … alone: more lines than that are noise. */
function powersOfTen(chart, axisIndex, min, max) {
  const powers = [];
  for (let power = Math.ceil(Math.log10(min)); power <= Math.floor(Math.log10(max) + 1e-9); power++) {
    powers.push(10 ** power);
  }
  return powers;
}

const topOfLog = (max) => Math.max(10, 10 ** Math.ceil(Math.log10(max || 1)));
const minutes = (chart, splits) => splits.map((at) => words.clock(at * 1000).slice(0, 5));
const inWords = (chart, values) => values.map((v) => (v == null ? "" : v >= 1 ? words.count(v) : String(v)));

/** A chart that fills its place, and is made anew when its series or the colours change. */
class Chart {
  #place;
  #options;
  #chart;
  #made = "";

  constructor(place, options) {
    this.#place = place;
    this.#options = options;
    new ResizeObserver(() => this.#chart?.setSize(this.#size())).observe(place);
  }

  #size() {
    return { width: this.#place.clientWidth, height: this.#place.clientHeight };
  }

  show(labels, data) {
    const wanted = `${labels.join()} ${DARK.matches}`;
    if (wanted !== this.#made) {
      this.#chart?.destroy();
      this.#chart = new uPlot({ ...this.#size(), ...this.#options(labels) }, data, this.#place);
      this.#made = wanted;
    } else {
      this.#chart.setData(data);
    }
  }
}

function timeChart(labels, scale, yAxis) {
  return {
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true, range: (chart, min, max) => [max - SECONDS, max] },
      y: scale,
    },
    axes: [axis({ size: 26, space: 50, incrs: [60, 120, 300], values: minutes }), axis({ size: 52, ...yAxis })],
    series: [{}, ...labels.map((_, i) => ({ stroke: seriesColour(i), width: 1.75, points: { show: false }, spanGaps: false }))],
  };
}

export class Charts {
  #points = [];
  #outcomes = new Map();
  #outcomeChart;
  #latencyChart;
  #scoreChart;
  #latencyLegend;
  #places;

  constructor(places) {
    this.#places = places;
    this.#outcomeChart = new Chart(places.outcomes, (labels) =>
      timeChart(
        labels,
        { distr: 3, range: (chart, min, max) => [0.1, topOfLog(max)] },
        { space: 12, splits: powersOfTen, values: inWords },
      ));
    this.#latencyChart = new Chart(places.latency, (labels) =>
      timeChart(
        labels,
        { distr: 3, range: (chart, min, max) => [1, topOfLog(max)] },
        { space: 12, splits: powersOfTen, values: inWords },
      ));
    this.#scoreChart = new Chart(places.scores, () => ({
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: (chart) => chart.bounds ?? [0, 1] },
        y: { distr: 3, range: (chart, min, max) => [0.5, topOfLog(max)] },
      },
      axes: [axis({ size: 26, space: 40 }), axis({ size: 52, space: 12, splits: powersOfTen, values: inWords })],
      series: [{}, { fill: seriesColour(0), stroke: seriesColour(0), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.86, 60], align: 1 }) }],
    }));
    this.#latencyLegend = ["p50", "p99"].map((label, i) => legendEntry(places.latencyLegend, i, label));
    DARK.addEventListener("change", () => this.#draw());
  }

  /** Takes the points of the last minutes, in the place of those that it had. */
  past(points) {
    this.#points = points.slice(-SECONDS);
    this.#points.forEach((point) => this.#name(point));
  }

  show(snapshot) {
    const { point, scores } = snapshot;
    if (point.at > (this.#points.at(-1)?.at ?? 0)) {
      this.#points.push(point);
    }
    this.#points = this.#points.slice(-SECONDS);
    this.#name(point);
    this.scores = scores;
    this.#outcomes.forEach((say, outcome) => say(words.rate(point.outcomes[outcome] ?? 0)));
    this.#latencyLegend[0](words.millis(point.p50));
    this.#latencyLegend[1](words.millis(point.p99));
    const scored = scores.counts.reduce((sum, n) => sum + n, 0);
    this.#places.scoresLegend.textContent =
      scored === 0 ? "no scores" : `${words.count(scored)} read; how many of each height`;
    this.#draw();
  }

  #name(point) {
    for (const outcome of Object.keys(point.outcomes)) {
      if (!this.#outcomes.has(outcome)) {
        this.#outcomes.set(outcome, legendEntry(this.#places.outcomesLegend, this.#outcomes.size, outcome));
      }
    }
  }

  #draw() {
    const times = this.#points.map((point) => point.at / 1000);
    const outcomes = [...this.#outcomes.keys()];
    this.#outcomeChart.show(outcomes, [
      times,
      ...outcomes.map((outcome) => this.#points.map((point) => positive(point.outcomes[outcome]))),
    ]);
    this.#latencyChart.show(["p50", "p99"], [
      times,
      this.#points.map((point) => atLeastOne(point.p50)),
      this.#points.map((point) => atLeastOne(point.p99)),
    ]);
    const { from, to, counts } = this.scores ?? { from: 0, to: 1, counts: [] };
    const bounds = [from, to];
    this.#scoreChart.show(bounds, [
      counts.map((_, i) => from + ((to - from) * i) / counts.length),
      counts.map(positive),
    ]);
  }
}
