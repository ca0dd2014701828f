// Line charts, by uPlot. Lines are labelled where they end; arrow keys move the cursor; colours follow the theme.

const charts = [];
const LABEL_FONT = "12px " + getComputedStyle(document.documentElement).getPropertyValue("--sans");

/** A colour of the style sheet as it is in the theme of the moment. */
function colour(name) {
  const probe = el("span", { style: { color: "var(--" + name + ")" } });
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/**
 * A figure with a chart.
 *
 * of: {title, note, summary, x, lines: [{label, colour, values, width, dash, fill}], say(value), sayX(x), xScale, yScale,
 * xTicks(min, max), yTicks(min, max), tick(value), height, group, table()}
 */
function chart(of) {
  const readout = el("p", { className: "readout", "aria-live": "polite" });
  const box = el("div", {
    className: "chart",
    tabindex: "0",
    role: "img",
    "aria-label": of.title + ". " + of.summary + " Left and right arrow keys read the values."
  });
  const figure = el("figure", {},
    el("figcaption", {}, el("h3", {}, of.title, of.note && el("span", { className: "quiet" }, " " + of.note)), readout),
    box,
    of.table && unfolding("The same as a table", of.table));
  const entry = { of, box, readout, plot: null, keyed: false };
  charts.push(entry);
  box.addEventListener("keydown", (event) => move(entry, event));
  box.addEventListener("blur", () => leave(entry));
  return figure;
}

/** Draws all charts anew, in the colours of the theme and the width that there is. */
function drawCharts() {
  for (const entry of charts) {
    if (entry.plot) {
      entry.plot.destroy();
    }
    const width = entry.box.clientWidth;
    entry.plot = new uPlot(options(entry, width), [entry.of.x, ...entry.of.lines.map((line) => line.values)], entry.box);
  }
}

function options(entry, width) {
  const of = entry.of;
  const quiet = colour("quiet");
  const axis = {
    stroke: quiet,
    font: LABEL_FONT,
    grid: { stroke: colour("grid"), width: 1 },
    ticks: { show: false },
    border: { show: false }
  };
  return {
    width,
    height: of.height || 240,
    padding: [12, labelRoom(of), 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: of.group && { key: of.group }, points: { size: 8 } },
    scales: { x: { time: false, ...of.xScale }, y: { ...of.yScale } },
    axes: [
      { ...axis, size: 30, gap: 6, space: 64, splits: of.xTicks && ((u, at, min, max) => of.xTicks(min, max, width)),
        filter: (u, splits) => splits, values: (u, splits) => splits.map(of.tickX) },
      { ...axis, size: 62, gap: 6, space: 36, splits: of.yTicks && ((u, at, min, max) => of.yTicks(min, max)),
        filter: (u, splits) => splits, values: (u, splits) => splits.map(of.tick) }
    ],
    series: [{}, ...of.lines.map((line) => series(line, of.x.length))],
    hooks: { setCursor: [(u) => read(entry, u)], draw: [(u) => label(u, of.lines)] }
  };
}

function series(line, length) {
  const stroke = colour(line.colour);
  return {
    stroke,
    width: line.width || 2,
    dash: line.dash,
    fill: line.fill && stroke.replace(/^rgb\((.*)\)$/, "rgba($1, 0.14)"),
    points: { show: length === 1 || line.points === true, size: 6, fill: stroke },
    spanGaps: line.spanGaps === true
  };
}

const measure = document.createElement("canvas").getContext("2d");

/** As much as the longest label needs, also of the charts that share the axis: their times stand below each other. */
function labelRoom(of) {
  measure.font = "600 " + LABEL_FONT;
  const beside = charts.map((entry) => entry.of).filter((other) => other === of || (of.group && other.group === of.group));
  const labels = beside.flatMap((other) => other.lines).map((line) => measure.measureText(line.label).width);
  return Math.ceil(Math.max(...labels)) + 14;
}

/** Writes each line's name where the line ends, moved apart where they would touch. */
function label(u, lines) {
  const ratio = devicePixelRatio;
  const gap = 15 * ratio;
  const ends = [];
  lines.forEach((line, at) => {
    let last = line.values.length - 1;
    while (last >= 0 && line.values[last] === null) {
      last--;
    }
    if (last >= 0) {
      ends.push({ line, y: u.valToPos(line.values[last], "y", true), at });
    }
  });
  ends.sort((one, other) => one.y - other.y || other.at - one.at);
  const bottom = u.bbox.top + u.bbox.height;
  ends.forEach((end, at) => {
    end.y = Math.max(end.y, at === 0 ? u.bbox.top : ends[at - 1].y + gap);
  });
  for (let at = ends.length - 1, limit = bottom; at >= 0; at--, limit = ends[at + 1].y - gap) {
    ends[at].y = Math.min(ends[at].y, limit);
  }
  u.ctx.save();
  u.ctx.font = "600 " + 12 * ratio + "px " + LABEL_FONT.slice(5);
  u.ctx.textBaseline = "middle";
  u.ctx.textAlign = "left";
  for (const end of ends) {
    u.ctx.fillStyle = colour(end.line.labelColour || end.line.colour);
    u.ctx.fillText(end.line.label, u.bbox.left + u.bbox.width + 8 * ratio, end.y);
  }
  u.ctx.restore();
}

function read(entry, u) {
  const at = u.cursor.idx;
  if (at === null || at === undefined || u.cursor.left < 0) {
    entry.readout.replaceChildren();
    return;
  }
  const parts = [entry.of.sayX(entry.of.x[at])];
  for (const line of entry.of.lines) {
    const value = line.values[at];
    if (value !== null && value !== undefined && !line.silent) {
      parts.push(" · " + line.label + " ", el("b", {}, entry.of.say(value)));
    }
  }
  // a screen reader hears what keys moved, not what a pointer passes over
  entry.readout.setAttribute("aria-live", entry.keyed ? "polite" : "off");
  entry.readout.replaceChildren(...parts);
}

function move(entry, event) {
  const last = entry.of.x.length - 1;
  const now = entry.plot.cursor.idx;
  const from = entry.plot.cursor.left < 0 || now === null || now === undefined ? null : now;
  const to = {
    ArrowLeft: from === null ? last : Math.max(0, from - 1),
    ArrowRight: from === null ? 0 : Math.min(last, from + 1),
    Home: 0,
    End: last
  }[event.key];
  if (event.key === "Escape") {
    leave(entry);
  } else if (to !== undefined) {
    event.preventDefault();
    entry.keyed = true;
    entry.plot.setCursor({ left: entry.plot.valToPos(entry.of.x[to], "x"), top: 10 });
    entry.keyed = false;
  }
}

function leave(entry) {
  entry.plot.setCursor({ left: -10, top: -10 });
}

// ---- ticks

/** 1, 2, 5, 10 and so on between two values; only powers of ten where those are many. */
function decades(min, max) {
  const ticks = [];
  const steps = Math.log10(max / min) > 3 ? [1] : [1, 2, 5];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= min * 0.999 && tick <= max * 1.001) {
        ticks.push(tick);
      }
    }
  }
  return ticks;
}

/** The next of 1, 2, 5, 10, ... below and above. */
function logRange(low, high) {
  const down = 10 ** Math.floor(Math.log10(low));
  const up = 10 ** Math.floor(Math.log10(high));
  const floor = [5, 2, 1].find((step) => step * down <= low * 1.0001) * down;
  const ceiling = [1, 2, 5, 10].find((step) => step * up >= high * 0.9999) * up;
  return [floor, Math.max(ceiling, floor * 10)];
}

/** Round steps from zero on, at most so many. */
function evenly(max, most, steps) {
  const fits = steps.find((step) => max / step <= most);
  const step = fits || 10 ** Math.ceil(Math.log10(max / most));
  const ticks = [];
  for (let tick = 0; tick <= max * 1.0001; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}
