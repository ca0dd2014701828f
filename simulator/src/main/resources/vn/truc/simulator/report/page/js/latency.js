// How long documents took: by stage, over time, as a curve, and for each level and priority.

const STAGES = {
  sealed: "sealed by its agency",
  acknowledged: "acknowledged by the cluster",
  routed: "routed by the axis",
  delivered: "verified by its addressee"
};

function latencySection(report) {
  const stages = report.latencyMicros;
  if (!stages) {
    return null;
  }
  const intervals = intervalsOf(report);
  const charts = [latenciesOverTime(intervals), percentileCurve(report)].filter(Boolean);
  return section("latency", "Latency",
    el("p", { className: "lead" },
      "From the time at which a document was due, so that a wait in a queue that the load itself made is never left out.",
      report.warmUpMillis > 0 && " Documents due in the first " + span(report.warmUpMillis / 1_000) + " (warm-up) are in no figure here.",
      honesty(report)),
    stageTable(report),
    charts.length > 1 ? el("div", { className: "pair" }, charts) : charts,
    breakdown(report.deliveredMicros));
}

function naiveOf(report) {
  const naive = report.naiveMicros;
  const of = naive && (known(naive.p99) ? naive : naive.delivered);
  return of && known(of.p99) && of.count !== 0 ? of : null;
}

function honesty(report) {
  const naive = naiveOf(report);
  const honest = report.latencyMicros.delivered;
  if (!naive || !honest || !known(honest.p99)) {
    return null;
  }
  return [
    " Counted from the time of sending, as is often done, p99 to delivery would read ",
    el("b", {}, duration(naive.p99)), "; it is ", el("b", {}, duration(honest.p99)), "."
  ];
}

const PERCENTILES = [["p50", "p50"], ["p90", "p90"], ["p99", "p99"], ["p999", "p99.9"], ["max", "max"]];

/** Rows of latencies with what all their tables have in common. */
function latencyTable(caption, first, groups) {
  const all = groups.flatMap((group) => group.rows).map((row) => row.of);
  const millis = millisFor(all);
  const counted = all.some((of) => known(of.count));
  const negative = all.some((of) => of.negatives > 0);
  const cells = (row) => [
    row.name,
    ...(counted ? [count(row.of.count)] : []),
    ...PERCENTILES.map(([key]) => (row.of.count === 0 ? ABSENT : millis(row.of[key]))),
    ...(negative ? [count(row.of.negatives)] : [])
  ];
  const columns = [
    { title: first },
    ...(counted ? [{ title: "count" }] : []),
    ...PERCENTILES.map(([, title]) => ({ title: title === "p50" ? "p50, ms" : title })),
    ...(negative ? [{ title: "negative" }] : [])
  ];
  const rows = groups.flatMap((group) => [
    ...(group.name ? [{ group: group.name }] : []),
    ...group.rows.map((row) => ({ className: row.className, cells: cells(row) }))
  ]);
  return [
    scrolling(table(caption, columns, rows)),
    negative && el("p", { className: "note" },
      "Negative latencies mean that the clocks of two hosts disagree; they are counted here and in no percentile.")
  ];
}

function stageTable(report) {
  const rows = Object.entries(report.latencyMicros)
    .filter(([, of]) => of)
    .map(([stage, of]) => ({
      name: [stage, el("span", { className: "quiet meaning" }, STAGES[stage] ? "  " + STAGES[stage] : "")], of
    }));
  const naive = naiveOf(report);
  if (naive) {
    rows.push({ name: "delivered, from the time of sending", of: naive, className: "naive" });
  }
  return latencyTable("Latency by stage", "until it was", [{ rows }]);
}

function latenciesOverTime(intervals) {
  const some = intervals.filter((one) => one.deliveredMicros && one.deliveredMicros.max > 0);
  if (some.length < 2) {
    return null;
  }
  const x = intervals.map((one) => one.atMillis / 1_000);
  const values = (key) =>
    intervals.map((one) => (one.deliveredMicros && one.deliveredMicros[key] > 0 ? one.deliveredMicros[key] : null));
  const lines = ["p50", "p90", "p99", "max"].map((key, at) => ({
    label: key, colour: "step-" + (at + 1), width: 1.75, labelColour: at === 0 ? "quiet" : null, spanGaps: true,
    values: values(key)
  }));
  const every = lines.flatMap((line) => line.values).filter(known);
  const [low, high] = logRange(Math.min(...every), Math.max(...every));
  return chart({
    ...overTime(x),
    title: "Until delivered, over time",
    summary: "The highest p99 of an interval is " + duration(peak(lines[2].values)) + ".",
    group: "time",
    height: 270,
    lines,
    yScale: { distr: 3, range: [low, high] },
    yTicks: decades,
    tick: durationTick,
    say: duration
  });
}

/** Points [1 / (1 - percentile), micros]; the last one stands at the number of latencies. */
function curvePoints(curve, of) {
  const points = [];
  for (const point of curve) {
    const beyond = 1 - point.percentile / 100;
    const x = beyond > 1e-12 ? 1 / beyond : of && of.count > 1 ? of.count : null;
    if (x !== null && known(point.micros) && (!points.length || x > points[points.length - 1][0])) {
      points.push([x, point.micros]);
    }
  }
  return points;
}

function pointsOfSummary(of) {
  const parts = [[50, "p50"], [90, "p90"], [99, "p99"], [99.9, "p999"], [100, "max"]];
  return curvePoints(parts.map(([percentile, key]) => ({ percentile, micros: of[key] })), of);
}

function percentileCurve(report) {
  const honest = report.latencyMicros.delivered;
  const naive = naiveOf(report);
  const whole = Array.isArray(report.curve) ? curvePoints(report.curve, honest) : [];
  const curve = whole.length > 1 ? whole : honest ? pointsOfSummary(honest) : [];
  if (curve.length < 2 || !(honest.max > 0)) {
    return null;
  }
  const beside = naive ? pointsOfSummary(naive) : [];
  const x = [...new Set([...curve, ...beside].map((point) => point[0]))].sort((one, other) => one - other);
  const along = (points) => {
    const at = new Map(points);
    return x.map((value) => (at.has(value) ? at.get(value) : null));
  };
  const lines = [{ label: naive ? "from due time" : "delivered", colour: "blue", spanGaps: true, values: along(curve) }];
  if (naive) {
    lines.push({ label: "from sending", colour: "slate", width: 1.5, dash: [5, 4], points: true, spanGaps: true, values: along(beside) });
  }
  const most = x[x.length - 1];
  return chart({
    title: "Until delivered, by percentile",
    summary: "Half within " + duration(honest.p50) + ", 99 % within " + duration(honest.p99) + ", the longest " + duration(honest.max) + ".",
    height: 270,
    x,
    lines,
    xScale: { distr: 3, range: [1, Math.max(most, 1_000)] },
    xTicks: (min, max, width) => {
      const nines = Math.floor(Math.log10(max) + 1e-9);
      const each = Math.ceil((nines + 1) / Math.max(2, Math.floor((width - 170) / 54)));
      return Array.from({ length: Math.floor(nines / each) + 1 }, (unused, at) => 10 ** (at * each));
    },
    tickX: percentile,
    yScale: { range: (u, min, max) => [0, max * 1.06] },
    tick: durationTick,
    say: duration,
    sayX: (at) => percentile(at),
    table: () => scrolling(table("Percentiles until delivered",
      [{ title: "percentile" }, { title: "within" }, { title: "1 in" }],
      curve.map(([at, micros]) => ({ cells: [percentile(at), duration(micros), count(Math.round(at))] }))))
  });
}

/** Of 1 / (1 - p): 90 %, 99 %, 99.9 % and so on. */
function percentile(inverse) {
  const nines = Math.max(0, Math.ceil(Math.log10(inverse) - 1e-9) - 2);
  return rounded(100 * (1 - 1 / inverse), nines + (Number.isInteger(rounded(Math.log10(inverse), 6)) ? 0 : 1)) + THIN + "%";
}

const PRIORITIES = ["express timed", "express", "very urgent", "urgent", "normal"];

function words(name) {
  return name.toLowerCase().replace(/[_-]/g, " ");
}

/** Names in a known order; unknown ones at the end. */
function inOrder(names, order) {
  const rank = (name) => (order.includes(words(name)) ? order.indexOf(words(name)) : order.length);
  return [...names].sort((one, other) => rank(one) - rank(other));
}

function breakdown(byLevel) {
  const levels = Object.keys(byLevel || {}).filter((level) => byLevel[level] && Object.keys(byLevel[level]).length);
  if (!levels.length) {
    return null;
  }
  const groups = inOrder(levels, LEVELS).map((level) => ({
    name: level,
    rows: inOrder(Object.keys(byLevel[level]), PRIORITIES).map((priority) => ({
      name: words(priority), of: byLevel[level][priority]
    }))
  }));
  return [
    el("h3", {}, "Until delivered, by the addressee's level and the priority"),
    el("div", { className: "fine" },
      latencyTable("Latency until delivered by level and priority", "level and priority", groups))
  ];
}
