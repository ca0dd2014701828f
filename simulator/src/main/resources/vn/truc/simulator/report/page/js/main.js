// Puts the page together.

const SECTIONS = [
  ["Share", shareSection], ["Throughput", flowSection], ["Latency", latencySection], ["Audit", auditSection],
  ["Thresholds", thresholdSection], ["Documents", documentSection], ["Setup", setupSection]
];

function section(id, title, ...children) {
  return el("section", { id, "aria-labelledby": id + "-title" }, el("h2", { id: id + "-title" }, title), children);
}

function verdict(report) {
  const guarantees = guaranteesOf(report);
  const broken = guarantees.filter(([, of]) => !of.held).map(([name]) => name);
  const thresholds = thresholdsOf(report);
  const crossed = thresholds.filter((one) => !one.passed);
  const held = report.audit && report.audit.verdict === "held" && !broken.length;
  const state = !held ? "broken" : crossed.length ? "warn" : "held";
  const said = !held
    ? (broken.length > 1 ? broken.length + " guarantees broke" : "A guarantee broke")
    : crossed.length
      ? "Every guarantee held; " + (crossed.length === 1 ? "a threshold was" : crossed.length + " thresholds were") + " crossed"
      : "Every guarantee held";
  const why = !held
    ? broken.join(", ") + ". Figures of this run are not to be trusted before this is explained."
    : crossed.length
      ? crossed.map((one) => one.expression + " (it was " + one.value + ")").join("; ")
      : thresholds.length
        ? (thresholds.length === 1 ? "The threshold" : "All " + thresholds.length + " thresholds") + " passed."
        : "All " + count(report.documents && report.documents.issued) + " documents are accounted for by their ids.";
  return el("div", { className: "verdict " + state, role: "region", "aria-label": "Verdict" },
    sign(state),
    el("div", {}, el("p", { className: "said" }, said), el("p", { className: "why" }, why)));
}

function facts(report) {
  const share = report.share || {};
  const throughput = report.throughput || {};
  const delivered = (report.latencyMicros && report.latencyMicros.delivered) || {};
  const documents = report.documents || {};
  const fact = (name, figure, beside) => el("div", {}, el("dt", {}, name),
    el("dd", {}, el("span", { className: "figure" }, figure), el("span", { className: "beside" }, beside)));
  return el("dl", { className: "facts" },
    fact("electronic share", percent(share.electronic), known(share.target) ? "target " + percent(share.target) : "no target"),
    fact("paperless share", percent(share.paperless), "without paper"),
    fact("documents issued", count(documents.issued), "of " + count(documents.planned) + " planned"),
    fact("counted", perSecond(throughput.countedPerSecond), "issued " + perSecond(throughput.issuedPerSecond)),
    fact("p99 until delivered", duration(delivered.p99 > 0 ? delivered.p99 : null), "median " + duration(delivered.p50 > 0 ? delivered.p50 : null)));
}

function page(report) {
  const seal = report.seal || {};
  const main = document.getElementById("main");
  const sections = SECTIONS.map(([name, build]) => [name, build(report)]).filter(([, built]) => built);
  const links = sections.map(([name, built]) => el("li", {}, el("a", { href: "#" + built.id }, name)));
  append(main, [
    el("h1", {}, String(report.scenario)),
    el("p", { className: "under" }, [
      moment(report.startedAt), "seed " + report.seed,
      seal.scheme === "none" ? "unsigned baseline" : "sealed with " + [seal.scheme, seal.batching].filter(Boolean).join(", ")
    ].join("  ·  ")),
    verdict(report),
    facts(report),
    el("nav", { "aria-label": "Sections" }, el("ul", {}, links)),
    sections.map(([, built]) => built)
  ]);
}

function remembered(theme) {
  try {
    if (theme) {
      localStorage.setItem("truc-theme", theme);
    }
    return localStorage.getItem("truc-theme");
  } catch (refused) {
    return null; // a browser that keeps nothing for local files
  }
}

function themes() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => (button.textContent = dark() ? "Light colours" : "Dark colours");
  const kept = remembered();
  if (kept === "dark" || kept === "light") {
    root.dataset.theme = kept;
  }
  button.addEventListener("click", () => {
    root.dataset.theme = remembered(dark() ? "light" : "dark") || (dark() ? "light" : "dark");
    name();
    drawCharts();
  });
  system.addEventListener("change", () => {
    name();
    drawCharts();
  });
  button.hidden = false;
  name();
}

themes();
page(JSON.parse(document.getElementById("report").textContent));
drawCharts();

let drawnWidth = document.documentElement.clientWidth;
addEventListener("resize", () => {
  if (document.documentElement.clientWidth !== drawnWidth) {
    drawnWidth = document.documentElement.clientWidth;
    requestAnimationFrame(drawCharts);
  }
});
