/**
 * Where things stand in the picture of each layout: once for wide screens, from left to right, and
 * once for narrow ones, from top to bottom.
 *
 * An arrow has the topic that it stands for, its path, and where its name and its rate are written.
 * `beside` is what is drawn too where the trainer learns from the stream.
 */

const arrow = (topic, path, name, rate, anchor = "middle") => ({ topic, path, name, rate, anchor });
const box = (service, x, y, w = 130, h = 72, inner = []) => ({ service, x, y, w, h, inner });

/** Name above and rate below the middle of a level line. */
const level = (topic, path, x, y) => arrow(topic, path, [x, y - 7], [x, y + 17]);

/** Name and rate to the right of a steep line, or to its left. */
const right = (topic, path, x, y) => arrow(topic, path, [x + 9, y - 3], [x + 9, y + 13], "start");
const left = (topic, path, x, y) => arrow(topic, path, [x - 9, y - 3], [x - 9, y + 13], "end");

const separateWide = {
  view: "0 18 1400 262",
  boxes: [
    box("ingestion-service", 94, 88, 150),
    box("event-router", 322, 88),
    box("processor-a", 540, 24),
    box("processor-b", 540, 152),
    box("model-service", 776, 88),
    box("decision-engine", 1008, 88, 138),
    box("action-triggers", 1250, 152),
  ],
  arrows: [
    level("raw", "M2 108H94", 47, 108),
    level("feedback", "M2 152H94", 47, 152),
    level("events", "M244 124H322", 282, 124),
    level("events-a", "M452 110H470V60H540", 502, 60),
    level("events-b", "M452 138H470V188H540", 502, 188),
    level("features-a", "M670 60H752V110H776", 711, 60),
    level("features-b", "M670 188H752V138H776", 711, 188),
    level("predictions", "M906 124H1008", 955, 124),
    level("decisions", "M1146 106H1396", 1267, 106),
    level("actions", "M1146 142H1164V188H1250", 1204, 188),
    right("action-results", "M1290 224V276", 1290, 254),
    right("dead-letters", "M168 160V276", 168, 254),
  ],
  beside: {
    boxes: [box("model-trainer", 880, 204, 138)],
    arrows: [level("outcomes", "M780 240H880", 829, 240), level("examples", "M1018 240H1118", 1067, 240)],
  },
};

const separateTall = {
  view: "0 0 360 724",
  boxes: [
    box("ingestion-service", 95, 50, 170),
    box("event-router", 95, 168, 170),
    box("processor-a", 6, 290, 168),
    box("processor-b", 186, 290, 168),
    box("model-service", 95, 412, 170),
    box("decision-engine", 95, 530, 170),
    box("action-triggers", 95, 648, 170),
  ],
  arrows: [
    left("raw", "M130 4V50", 130, 24),
    right("feedback", "M230 4V50", 230, 24),
    level("dead-letters", "M265 86H356", 311, 86),
    right("events", "M180 122V168", 180, 142),
    left("events-a", "M130 240V290", 130, 262),
    right("events-b", "M230 240V290", 230, 262),
    left("features-a", "M130 362V412", 130, 384),
    right("features-b", "M230 362V412", 230, 384),
    right("predictions", "M180 484V530", 180, 504),
    level("decisions", "M265 566H356", 311, 566),
    right("actions", "M180 602V648", 180, 622),
    level("action-results", "M265 684H356", 312, 684),
  ],
  beside: {
    view: "0 0 360 832",
    boxes: [box("model-trainer", 95, 756, 170)],
    arrows: [level("outcomes", "M4 792H95", 48, 792), level("examples", "M265 792H356", 312, 792)],
  },
};

const composedWide = {
  view: "0 18 1400 262",
  boxes: [
    box("composed-pipeline", 340, 66, 330, 130, ["events", "enriched", "outcomes"]),
    box("action-triggers", 930, 136),
  ],
  arrows: [
    level("raw", "M160 106H340", 246, 106),
    level("feedback", "M160 152H340", 246, 152),
    level("predictions", "M670 84H1240", 780, 84),
    level("decisions", "M670 126H1240", 780, 126),
    level("actions", "M670 172H930", 780, 172),
    level("action-results", "M1060 172H1240", 1145, 172),
    right("dead-letters", "M410 196V276", 410, 246),
  ],
  beside: {
    boxes: [box("model-trainer", 700, 204, 138)],
    arrows: [level("outcomes", "M580 196V240H700", 640, 240), level("examples", "M838 240H938", 887, 240)],
  },
};

const composedTall = {
  view: "0 0 360 352",
  boxes: [
    box("composed-pipeline", 6, 50, 250, 126, ["events", "enriched", "outcomes"]),
    box("action-triggers", 6, 230, 250),
  ],
  arrows: [
    left("raw", "M90 4V50", 90, 24),
    right("feedback", "M180 4V50", 180, 24),
    level("predictions", "M256 72H356", 307, 72),
    level("decisions", "M256 115H356", 307, 115),
    level("dead-letters", "M256 158H356", 307, 158),
    right("actions", "M130 176V230", 130, 201),
    right("action-results", "M130 302V348", 130, 324),
  ],
  beside: {
    view: "0 0 360 450",
    boxes: [box("model-trainer", 95, 374, 170)],
    arrows: [level("outcomes", "M4 410H95", 48, 410), level("examples", "M265 410H356", 312, 410)],
  },
};

const LAYOUTS = {
  separate: { wide: separateWide, tall: separateTall },
  composed: { wide: composedWide, tall: composedTall },
};

/** The geometry of a layout; `isTall` for narrow screens, `learns` with the trainer beside the stream. */
export function layout(name, isTall, learns) {
  const shapes = LAYOUTS[name] ?? LAYOUTS.separate;
  const { view, boxes, arrows, beside } = isTall ? shapes.tall : shapes.wide;
  return learns
    ? { view: beside.view ?? view, boxes: [...boxes, ...beside.boxes], arrows: [...arrows, ...beside.arrows] }
    : { view, boxes, arrows };
}
