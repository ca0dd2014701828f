// What the audit found and what became of thresholds, and where the documents went.

const GUARANTEES = {
  everyDocumentAccountedFor: "Each document was delivered to all its addressees, refused for the planned reason, or is on paper.",
  noDuplicateDelivered: "No addressee has a document twice.",
  noForgeryDelivered: "What was delivered is byte for byte what was planned and issued.",
  noneMisrouted: "Each copy stands in its addressee's inbox and came over the right hubs.",
  senderOrderKept: "Each addressee has the documents of a sender in the order in which they were issued.",
  shareMatchesPlan: "The counts of each agency are exactly those of the plan."
};

// Records beside the documents: nothing that an agency issued, and in no share.
const BESIDE_DOCUMENTS = ["DUPLICATE", "UNKNOWN_SENDER", "UNREADABLE"];

function guaranteesOf(report) {
  return Object.entries((report.audit && report.audit.guarantees) || {});
}

function auditSection(report) {
  const guarantees = guaranteesOf(report);
  if (!guarantees.length) {
    return null;
  }
  const items = guarantees.map(([name, of]) => el("li", {},
    sign(of.held ? "held" : "broken", true),
    el("span", { className: "name" }, name),
    el("span", { className: of.held ? "passed" : "crossed" },
      of.held ? "held" : plural(of.violations, "violation", "violations")),
    el("p", { className: "says" }, GUARANTEES[name] || ""),
    offenders(of)));
  return section("audit", "Audit",
    el("p", { className: "lead" },
      "After the run drained, every planned document was held against the topics, by its id."),
    el("ul", { className: "guarantees" }, items));
}

function offenders(of) {
  const list = Array.isArray(of.offenders) ? of.offenders : [];
  if (!list.length) {
    return null;
  }
  const title = list.length < of.violations
    ? "The first " + list.length + " of " + count(of.violations) + "; all are in violations.txt"
    : plural(list.length, "offender", "offenders");
  return el("details", { open: true },
    el("summary", {}, title),
    el("ol", { className: "offenders" }, list.map((one) => el("li", {}, String(one)))));
}

function thresholdsOf(report) {
  return Array.isArray(report.thresholds) ? report.thresholds : [];
}

function thresholdSection(report) {
  const thresholds = thresholdsOf(report);
  if (!thresholds.length) {
    return null;
  }
  const rows = thresholds.map((one) => ({
    cells: [
      el("code", { className: "word" }, one.expression),
      String(one.value),
      el("span", { className: one.passed ? "passed" : "crossed" },
        sign(one.passed ? "held" : "broken", true), " ", one.passed ? "passed" : "crossed")
    ]
  }));
  return section("thresholds", "Thresholds",
    scrolling(table("Thresholds and whether they passed",
      [{ title: "threshold", className: "word" }, { title: "it was" }, { title: "" }], rows)));
}

function documentSection(report) {
  const documents = report.documents;
  if (!documents) {
    return null;
  }
  const reasons = Object.entries(documents.refused || {}).filter(([, number]) => number > 0);
  const refused = reasons.filter(([reason]) => !BESIDE_DOCUMENTS.includes(reason))
    .map(([, number]) => number).reduce((sum, one) => sum + one, 0);
  const kinds = [
    ["electronic", documents.electronic, "sent electronically only"],
    ["parallel", documents.parallel, "sent electronically and on paper"],
    ["paper", documents.paper, "on paper only"],
    ["classified", documents.classified, "on paper by law, outside every share"],
    ["refused", refused, "refused as a whole"]
  ].filter(([, number]) => known(number));
  const all = kinds.map(([, number]) => number).reduce((sum, one) => sum + one, 0);
  const deliveries = report.deliveries;
  return section("documents", "Documents and refusals",
    el("p", { className: "lead" },
      count(documents.issued), " of ", count(documents.planned), " planned documents were issued.",
      deliveries && [" ", count(deliveries.delivered), " of ", count(deliveries.planned),
        " copies were verified by their addressees; ", count(deliveries.refused), " copies were refused on their own."]),
    el("div", { className: "whole", "aria-hidden": "true" }, kinds.filter(([, number]) => number > 0).map(([kind, number]) =>
      el("i", { className: "kind-" + kind, style: { flexGrow: number, flexBasis: "0" } }))),
    scrolling(table("Documents by what became of them",
      [{ title: "medium" }, { title: "", className: "text" }, { title: "documents" }, { title: "of all" }],
      kinds.map(([kind, number, meaning]) => ({
        cells: [
          [el("i", { className: "swatch kind-" + kind }), kind], el("span", { className: "quiet meaning" }, meaning),
          count(number), percent(all ? number / all : null)
        ]
      })))),
    el("h3", {}, "Refusals by reason"),
    reasons.length ? refusals(reasons) : el("p", { className: "note" }, "Nothing was refused as a whole."),
    reasons.some(([reason]) => BESIDE_DOCUMENTS.includes(reason)) && el("p", { className: "note" },
      "Duplicates, unreadable records and those of unknown senders are no documents that an agency issued: they are in this list alone."),
    plannedFaults(report));
}

function plannedFaults(report) {
  const faults = Array.isArray(report.faults) ? report.faults : [];
  if (!faults.length) {
    return null;
  }
  return [
    el("h3", {}, "Planned faults"),
    scrolling(table("Planned faults and what became of them",
      [{ title: "fault" }, { title: "refused", className: "text" }, { title: "planned" }, { title: "as planned" }],
      faults.map((one) => ({
        cells: [
          words(one.fault),
          one.reason ? words(one.reason) : "nothing",
          count(one.planned),
          el("span", { className: one.found === one.planned ? "passed" : "crossed" },
            sign(one.found === one.planned ? "held" : "broken", true), " ", count(one.found))
        ]
      }))))
  ];
}

function refusals(reasons) {
  const most = Math.max(...reasons.map(([, number]) => number));
  const sorted = [...reasons].sort(([, one], [, other]) => other - one);
  return scrolling(table("Refused records by reason",
    [{ title: "reason" }, { title: "", className: "spark" }, { title: "records" }],
    sorted.map(([reason, number]) => ({
      cells: [
        words(reason),
        el("i", { style: { width: (number / most) * 100 + "%" }, "aria-hidden": "true" }),
        count(number)
      ]
    }))));
}
