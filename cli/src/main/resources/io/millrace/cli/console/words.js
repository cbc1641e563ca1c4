/** Numbers and times as people read them. */

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A count, such as `12,345`. */
export function count(n) {
  return whole.format(n);
}

/** A rate, such as `512/s`; to a tenth where it is small. */
export function rate(perSecond) {
  if (perSecond <= 0) {
    return "0/s";
  }
  if (perSecond < 0.1) {
    return "<0.1/s";
  }
  return (perSecond < 10 ? tenths : whole).format(perSecond) + "/s";
}

/** A duration, such as `12 ms` or `3.4 s`. */
export function millis(n) {
  if (n == null) {
    return "–";
  }
  return n < 1000 ? `${whole.format(n)} ms` : `${tenths.format(n / 1000)} s`;
}

/** A time of day, such as `14:03:09`. */
export function clock(at) {
  return new Date(at).toTimeString().slice(0, 8);
}

/** A score, to three digits after the point. */
export function score(n) {
  return n == null ? "–" : n.toFixed(3);
}

/** `1 instance`, `2 instances`. */
export function plural(n, word) {
  return `${count(n)} ${word}${n === 1 ? "" : "s"}`;
}

const HEALTH = {
  running: "running",
  behind: "running behind",
  rebalancing: "rebalancing",
  down: "not running",
};

/** How a service is, in words. */
export function health(state) {
  return HEALTH[state] ?? state;
}
