// What the exchange is judged by: the share by level, and by month where the run spans months.

const LEVELS = ["commune", "district", "provincial", "central"];

function shareSection(report) {
  const share = report.share;
  if (!share) {
    return null;
  }
  const target = share.target;
  const levels = share.byLevel || {};
  const names = inOrder(Object.keys(levels), LEVELS).filter((name) => levels[name]);
  const documents = names.map((name) => levels[name].documents || 0).reduce((sum, one) => sum + one, 0);
  const rows = [
    shareRow("all agencies", share, documents, target, "all"),
    ...names.map((name) => shareRow(name, levels[name], levels[name].documents, target))
  ];
  const columns = [
    { title: "level" },
    { title: shareScale(target), className: "bars" },
    { title: "electronic" },
    { title: "against target" },
    { title: "paperless" },
    { title: "documents", className: "documents" }
  ];
  if (!known(target)) {
    columns.splice(3, 1);
    rows.forEach((row) => row.cells.splice(3, 1));
  }
  const of = table("Share of documents exchanged electronically, and without paper, by level", columns, rows);
  of.classList.add("share");
  return section("share", "Share against target",
    el("p", { className: "lead" },
      el("span", { className: "key electronic" }, "Electronic"),
      " counts documents sent electronically, with or without paper beside them; ",
      el("span", { className: "key paperless" }, "paperless"),
      " only those without. Each document counts once, at its sender.",
      known(share.planned) && " The plan of this run comes to " + percent(share.planned) + "."),
    of,
    months(share));
}

function shareRow(name, of, documents, target, className) {
  const beyond = known(of.electronic) && known(target) ? of.electronic - target : null;
  return {
    className,
    cells: [
      name,
      bars(of, target),
      percent(of.electronic),
      el("span", { className: beyond === null ? null : rounded(beyond, 4) < 0 ? "minus" : "plus" }, points(beyond)),
      percent(of.paperless),
      count(documents)
    ]
  };
}

function bars(of, target) {
  const wide = (value) => (known(value) ? Math.max(0, Math.min(1, value)) * 100 + "%" : "0");
  return el("div", { className: "track", "aria-hidden": "true" },
    el("i", { className: "ground" }),
    el("i", { className: "electronic", style: { width: wide(of.electronic) } }),
    el("i", { className: "paperless", style: { width: wide(of.paperless) } }),
    known(target) && el("i", { className: "target", style: { left: wide(target) } }));
}

function shareScale(target) {
  return el("span", { className: "scale" },
    el("span", {}, "0"),
    el("span", { style: { left: "50%" } }, "50" + THIN + "%"),
    known(target) && el("span", { style: { left: target * 100 + "%" } }, "target " + percent(target, target * 100 % 1 ? 2 : 0)));
}

function months(share) {
  const byMonth = share.byMonth;
  if (!Array.isArray(byMonth) || byMonth.length < 2) {
    return null;
  }
  const value = (month, key) => (known(month[key]) ? month[key] : null);
  const x = byMonth.map((month, at) => at);
  const lines = [
    { label: "electronic", colour: "blue", values: byMonth.map((month) => value(month, "electronic")) },
    { label: "paperless", colour: "teal", values: byMonth.map((month) => value(month, "paperless")) }
  ];
  if (known(share.target)) {
    lines.push({
      label: "target", colour: "quiet", width: 1.5, dash: [6, 4], silent: true, values: x.map(() => share.target)
    });
  }
  const lowest = Math.min(...lines.flatMap((line) => line.values).filter(known));
  const floor = Math.max(0, Math.floor(lowest * 10 - 0.5) / 10);
  return chart({
    title: "Month by month",
    summary: byMonth.length + " months, from " + byMonth[0].month + " to " + byMonth[byMonth.length - 1].month + ".",
    x,
    lines,
    xScale: { range: [0, x.length - 1] },
    yScale: { range: [floor, 1] },
    xTicks: (min, max, width) => {
      const each = Math.ceil(x.length / Math.max(2, Math.floor((width - 150) / 72)));
      return x.filter((at) => at % each === 0);
    },
    tickX: (at) => monthName(byMonth[at] && byMonth[at].month),
    yTicks: () => evenly(1, 10, [0.1]).filter((tick) => tick >= floor - 0.001),
    tick: (at) => percent(at, 0),
    say: percent,
    sayX: (at) => monthName(byMonth[at].month) + ", " + plural(byMonth[at].documents, "document", "documents"),
    table: () => scrolling(table("Shares by month",
      [{ title: "month" }, { title: "electronic" }, { title: "paperless" }, { title: "documents" }],
      byMonth.map((month) => ({
        cells: [month.month, percent(month.electronic), percent(month.paperless), count(month.documents)]
      }))))
  });
}

function monthName(month) {
  const [year, number] = String(month).split("-");
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  return names[number - 1] ? names[number - 1] + " " + year : String(month);
}
