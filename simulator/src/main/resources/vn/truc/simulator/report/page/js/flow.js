// What went through, and what waited, over the time of the run.

function flowSection(report) {
  const throughput = report.throughput;
  const intervals = intervalsOf(report);
  if (!throughput && !intervals.length) {
    return null;
  }
  const of = throughput || {};
  return section("flow", "Throughput and backlog",
    el("p", { className: "lead" },
      "Over the run ", el("b", {}, perSecond(of.issuedPerSecond)), " were issued and ",
      el("b", {}, perSecond(of.countedPerSecond)), " counted. ",
      known(of.behindScheduleMaxMillis) && (report.warmUpMillis > 0 ? "After the warm-up issuing " : "Issuing ")
        + (of.behindScheduleMaxMillis > 0
          ? "fell behind its schedule by at most " + durationTick(of.behindScheduleMaxMillis * 1_000) + "; latencies include that wait."
          : "never fell behind its schedule.")),
    intervals.length ? flowCharts(intervals) : noIntervals());
}

function intervalsOf(report) {
  const intervals = Array.isArray(report.intervals) ? report.intervals : [];
  return intervals.filter((one) => known(one.atMillis) && one.millis > 0);
}

function noIntervals() {
  return el("p", { className: "note" }, "This report holds no figures over time.");
}

function flowCharts(intervals) {
  const rate = (key) => intervals.map((one) => (known(one[key]) ? (one[key] * 1_000) / one.millis : null));
  const x = intervals.map((one) => one.atMillis / 1_000);
  const issued = rate("issued");
  const routed = rate("routed");
  const counted = rate("counted");
  const backlog = intervals.map((one) => (known(one.backlog) ? one.backlog : null));
  const highest = Math.max(...backlog.filter(known), 0);
  return [
    chart({
      ...overTime(x),
      title: "Documents a second",
      summary: "Issued at most " + perSecond(peak(issued)) + ", counted at most " + perSecond(peak(counted)) + ".",
      group: "time",
      height: 250,
      lines: [
        { label: "issued", colour: "slate", width: 1.5, values: issued },
        { label: "routed", colour: "teal", width: 1.5, values: routed },
        { label: "counted", colour: "blue", values: counted }
      ],
      say: perSecond,
      table: () => intervalTable(intervals)
    }),
    chart({
      ...overTime(x),
      title: "Backlog",
      note: "documents that were due and not counted yet",
      summary: "At most " + plural(highest, "document", "documents") + ".",
      group: "time",
      height: 170,
      lines: [{ label: "backlog", colour: "amber", fill: true, values: backlog }],
      say: count
    })
  ];
}

function peak(values) {
  return Math.max(...values.filter(known), 0);
}

/** What charts over the time of the run have in common; y from zero on. */
function overTime(x) {
  const end = x[x.length - 1];
  const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400];
  return {
    x,
    xScale: { range: [0, Math.max(end, 1)] },
    xTicks: (min, max, width) => evenly(max, Math.max(3, Math.floor((width - 150) / 70)), steps),
    tickX: (at) => span(at),
    yScale: { range: (u, min, max) => [0, max > 0 ? max * 1.06 : 1] },
    tick: short,
    sayX: (at) => "at " + span(rounded(at, 1))
  };
}

function short(value) {
  return value >= 10_000 ? fixed(value / 1_000, value % 1_000 ? 1 : 0) + THIN + "k" : fixed(value, value % 1 ? 1 : 0);
}

function intervalTable(intervals) {
  const columns = ["until", "issued", "routed", "delivered", "counted", "backlog", "behind, ms", "p50, ms", "p99, ms", "max, ms"];
  const millis = millisFor(intervals.map((one) => one.deliveredMicros));
  return scrolling(table("Figures of each interval", columns.map((title) => ({ title })), intervals.map((one) => {
    const latency = one.deliveredMicros || {};
    return {
      cells: [
        span(rounded(one.atMillis / 1_000, 1)), count(one.issued), count(one.routed), count(one.delivered),
        count(one.counted), count(one.backlog), count(one.behindScheduleMillis),
        millis(latency.p50), millis(latency.p99), millis(latency.max)
      ]
    };
  })));
}
