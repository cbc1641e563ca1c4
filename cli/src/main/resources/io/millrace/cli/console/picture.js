/** The pipeline drawn: a box for each service, an arrow for each topic. */

import { layout } from "./layouts.js";
import * as words from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const NARROW = window.matchMedia("(max-width: 1099px)");

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function text([x, y], kind, content = "", anchor = "middle") {
  return element("text", { x, y, class: kind, "text-anchor": anchor }, content);
}

export class Picture {
  #place;
  #drawn = "";
  #latest;
  #boxes = new Map();
  #arrows = new Map();

  constructor(place) {
    this.#place = place;
    NARROW.addEventListener("change", () => this.#latest && this.show(this.#latest));
  }

  show(snapshot) {
    this.#latest = snapshot;
    const learns = snapshot.services.some(({ name }) => name === "model-trainer");
    const wanted = `${snapshot.layout} ${NARROW.matches} ${learns}`;
    if (wanted !== this.#drawn) {
      this.#draw(layout(snapshot.layout, NARROW.matches, learns));
      this.#drawn = wanted;
    }
    snapshot.services.forEach((service) => this.#boxes.get(service.name)?.(service, snapshot.topics));
    for (const [name, topic] of Object.entries(snapshot.topics)) {
      this.#arrows.get(name)?.(topic);
    }
  }

  #draw(shape) {
    const svg = element("svg", {
      viewBox: shape.view,
      role: "img",
      "aria-label": "The pipeline: services as boxes, topics as arrows between them. The tables below say the same.",
    });
    svg.append(
      element("defs", {}, this.#head("head"), this.#head("head-still")),
      ...shape.arrows.map((arrow) => this.#arrow(arrow)),
      ...shape.boxes.map((box) => this.#box(box)),
    );
    this.#place.replaceChildren(svg);
  }

  #head(id) {
    return element(
      "marker",
      { id, class: id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" },
      element("path", { d: "M0 0.5 8 4 0 7.5Z" }),
    );
  }

  #arrow({ topic, path, name, rate, anchor }) {
    const line = element("path", { d: path, class: "line" });
    const says = text(rate, "rate", "", anchor);
    const group = element("g", { class: "arrow", "data-topic": topic }, line, text(name, "topic", topic, anchor), says);
    this.#arrows.set(topic, ({ rate: perSecond }) => {
      group.classList.toggle("flows", perSecond > 0);
      group.classList.toggle("bad", topic === "dead-letters" && perSecond > 0);
      says.textContent = words.rate(perSecond);
    });
    return group;
  }

  #box({ service, x, y, w, h, inner }) {
    const middle = x + w / 2;
    const state = text([middle, y + 42], "state");
    const lag = text([middle, y + 60], "lag");
    const within = inner.map((topic, i) => [topic, text([middle, y + 79 + 16 * i], "lag")]);
    const group = element(
      "g",
      { class: "box", "data-service": service },
      element("rect", { x, y, width: w, height: h, rx: 7 }),
      text([middle, y + 22], "service", service),
      state,
      lag,
      ...within.map(([, line]) => line),
    );
    this.#boxes.set(service, ({ health, instances, lag: records }, topics) => {
      group.dataset.health = health;
      state.textContent = words.health(health) + (instances > 1 ? ` ×${instances}` : "");
      lag.textContent = records == null ? "lag not known yet" : `lag ${words.count(records)}`;
      within.forEach(([topic, line]) => {
        line.textContent = `${topic} ${words.rate(topics[topic]?.rate ?? 0)}`;
      });
    });
    return group;
  }
}
