// Throughput and latency over the last minutes, and the share by window.

import { byId, each, el, say } from "./dom.js";
import { chart } from "./charts.js";
import { count, millis, percent, rate, simulatedDay, t, wallClock } from "./i18n.js";

const KEPT_SECONDS = 600;

let points = [];

const upFromZero = (min, max) => [0, Math.max(10, (max || 0) * 1.1)];
const clock = (seconds) => wallClock(seconds * 1_000);

const traffic = chart("traffic-chart", {
  label: () => t("traffic.chart"), xName: () => t("at"), x: clock, y: count, right: count, range: upFromZero,
  lines: [
    { colour: "blue", name: () => t("traffic.issued") },
    { colour: "teal", name: () => t("traffic.delivered"), fill: true },
    { colour: "red", name: () => t("traffic.refused") },
    { colour: "slate", name: () => t("traffic.backlog"), axis: "right", dash: [4, 4] }
  ]
});

const latency = chart("latency-chart", {
  label: () => t("latency.chart"), xName: () => t("at"), x: clock, y: millis, range: upFromZero,
  lines: [
    { colour: "blue", name: () => t("latency.p50"), fill: true },
    { colour: "amber", name: () => t("latency.p99") },
    { colour: "slate", name: () => t("latency.max"), dash: [4, 4] }
  ]
});

const windows = chart("windows-chart", {
  label: () => t("windows.chart"), xName: () => t("simulatedNow"), x: simulatedDay, y: percent,
  range: (min) => [Math.max(0, Math.min(0.5, (min || 0.5) - 0.05)), 1],
  lines: [
    { colour: "blue", name: () => t("electronic"), fill: true },
    { colour: "teal", name: () => t("paperless") },
    { colour: "ink", name: () => t("target", ""), dash: [6, 4] }
  ]
});

export function showHistory(history) {
  points = history;
  draw();
}

export function showTraffic(state) {
  const point = state.point;
  points.push(point);
  const from = point.t - KEPT_SECONDS;
  while (points.length > 0 && points[0].t < from) {
    points.shift();
  }
  draw();
  figures("traffic-figures", [
    ["traffic.issued", rate(point.issued)], ["traffic.delivered", rate(point.delivered)],
    ["traffic.refused", rate(point.refused)], ["traffic.backlog", count(point.backlog)]
  ]);
  figures("latency-figures", [
    ["latency.p50", millis(point.p50)], ["latency.p99", millis(point.p99)], ["latency.max", millis(point.max)]
  ]);
}

/** The share of a window that is not over says little: paper is counted at once, copies when they arrive. */
export function showWindows(state) {
  const over = state.windows.filter((at) => state.simulatedNow === null || at.end <= state.simulatedNow);
  const of = (value) => over.map(value);
  windows.show([of((at) => at.start), of((at) => at.electronic), of((at) => at.paperless), of(() => state.target)]);
}

function draw() {
  const of = (name) => points.map((point) => point[name]);
  traffic.show([of("t"), of("issued"), of("delivered"), of("refused"), of("backlog")]);
  latency.show([of("t"), of("p50"), of("p99"), of("max")]);
}

function figures(id, values) {
  each(byId(id), values, ([key]) => key,
    () => el("li", {}, el("b"), " ", el("span", { class: "quiet" })),
    (item, [key, value]) => {
      say(item.children[0], value);
      say(item.children[1], t(key));
    });
}
