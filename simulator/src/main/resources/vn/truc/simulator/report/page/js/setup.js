// Where and how the run took place, and how to do it again.

function setupSection(report) {
  const machine = report.machine || {};
  const settings = report.settings || {};
  const seal = report.seal || {};
  const here = [
    ["processors", count(machine.processors)],
    ["memory", bytes(machine.memoryBytes)],
    ["heap at most", bytes(machine.heapMaxBytes)],
    ["system", machine.os],
    ["Java", machine.java],
    ["garbage collector", machine.collector]
  ];
  const how = [
    ["seal", seal.scheme === "none" ? "none: an unsigned baseline" : [seal.scheme, seal.batching].filter(Boolean).join(", ")],
    ["provider", seal.scheme === "none" ? null : seal.provider],
    ["cluster", settings.cluster],
    ["topic prefix", settings.topicPrefix],
    ["producing workers", count(settings.workers)],
    ["verifiers at the axis", count(settings.verifiers)],
    ["counters", count(settings.counters)],
    ["commit interval", known(settings.commitIntervalMillis) ? durationTick(settings.commitIntervalMillis * 1_000) : null],
    ["warm-up", report.warmUpMillis > 0 ? span(report.warmUpMillis / 1_000) : null]
  ];
  const machineList = list(here);
  return section("setup", "Machine and settings",
    el("div", { className: "pair" },
      machineList && el("div", {}, el("h3", {}, "Machine"), machineList),
      el("div", {}, el("h3", {}, "Exchange"), list(how))),
    el("h3", {}, "The same run again"),
    el("pre", { className: "command", tabindex: "0" }, command(report)),
    el("p", { className: "note" },
      "Seed " + report.seed + " issues the same documents and gives the same counts. " + (argumentsOf(report).length
        ? "Thresholds"
        : "A load, a warm-up, faults and thresholds") + " that were given on the command line are to be given again; latencies depend on the machine."));
}

function list(entries) {
  const some = entries.filter(([, value]) => value && value !== ABSENT);
  return some.length
    ? el("dl", { className: "settings" }, some.map(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]))
    : null;
}

function argumentsOf(report) {
  return Array.isArray(report.arguments) ? report.arguments : [];
}

/** A command line for a shell; whatever is not plainly a word is quoted. */
function command(report) {
  const words = ["./truc", "run", ...(argumentsOf(report).length ? argumentsOf(report) : argumentsFrom(report))];
  return words.map(String).map((word) =>
    /^[\w.\/-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'").join(" ");
}

/** For reports that do not have them: what can be told from the rest. */
function argumentsFrom(report) {
  const seal = report.seal || {};
  const planned = report.documents && report.documents.planned;
  const words = [report.scenario, "--seed", report.seed];
  if (seal.scheme) {
    words.push("--seal", seal.scheme);
  }
  if (seal.batching && seal.scheme !== "none") {
    words.push("--batching", seal.batching);
  }
  if (known(planned)) {
    words.push("--documents", planned);
  }
  return words;
}
