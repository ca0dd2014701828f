// Line charts, by uPlot: drawn once, given new values, drawn anew when colours, language or width change.

import uPlot from "/lib/uPlot.esm.js";
import { byId, mark } from "./dom.js";
import { onLanguage } from "./i18n.js";
import { colour, onTheme } from "./theme.js";

const HEIGHT = 220;
const FONT = "12px system-ui, sans-serif";
const charts = [];

/**
 * A chart in the element of this id.
 *
 * of: {label(), x(value): text, y(value): text, range(min, max), lines: [{colour, dash, fill, axis, name()}], right(value): text}
 */
export function chart(id, of) {
  const entry = { box: byId(id), of, data: [[], ...of.lines.map(() => [])], plot: null };
  charts.push(entry);
  return {
    show(data) {
      entry.data = data;
      if (entry.plot) {
        entry.plot.setData(data);
      } else {
        draw(entry);
      }
    }
  };
}

export function startCharts() {
  onTheme(drawAll);
  onLanguage(drawAll);
  const sizes = new ResizeObserver(() => charts.forEach((entry) => {
    if (entry.plot && entry.box.clientWidth > 0 && entry.box.clientWidth !== entry.plot.width) {
      entry.plot.setSize({ width: entry.box.clientWidth, height: HEIGHT });
    }
  }));
  charts.forEach((entry) => sizes.observe(entry.box));
}

function drawAll() {
  charts.forEach((entry) => {
    mark(entry.box, "aria-label", entry.of.label());
    if (entry.plot) {
      draw(entry);
    }
  });
}

function draw(entry) {
  if (entry.plot) {
    entry.plot.destroy();
  }
  mark(entry.box, "aria-label", entry.of.label());
  entry.plot = new uPlot(options(entry), entry.data, entry.box);
}

function options(entry) {
  const of = entry.of;
  const axis = {
    stroke: colour("quiet"), font: FONT, grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false }
  };
  const axes = [
    { ...axis, size: 28, space: 84, values: (u, splits) => splits.map(of.x) },
    { ...axis, size: 58, values: (u, splits) => splits.map(of.y) }
  ];
  const scales = { x: { time: false }, y: { range: (u, min, max) => of.range(min, max) } };
  if (of.right) {
    axes.push({ ...axis, side: 1, scale: "right", size: 58, grid: { show: false }, values: (u, splits) => splits.map(of.right) });
    scales.right = { range: (u, min, max) => [0, Math.max(10, max * 1.1)] };
  }
  return {
    width: entry.box.clientWidth || 320,
    height: HEIGHT,
    padding: [8, 8, 0, 0],
    legend: { show: true, live: true },
    cursor: { y: false, drag: { x: false, y: false } },
    scales,
    axes,
    series: [{ label: of.xName(), value: (u, value) => (value === null ? "–" : of.x(value)) }, ...of.lines.map((line) => series(line, of))]
  };
}

function series(line, of) {
  const stroke = colour(line.colour);
  return {
    label: line.name(),
    scale: line.axis || "y",
    stroke,
    width: 2,
    dash: line.dash,
    fill: line.fill && stroke.replace(/^rgb\((.*)\)$/, "rgba($1, 0.14)"),
    points: { show: false },
    value: (u, value) => (value === null || value === undefined ? "–" : (line.axis ? of.right : of.y)(value))
  };
}
