// What was refused and why, and the latest dead letters to open. Whatever stands in them is shown as text.

import { byId, each, el, say } from "./dom.js";
import { count, simulated, t, term, wallClock } from "./i18n.js";

const HEADER = [
  ["documentId"], ["subject"], ["sender"], ["addressees", addressees], ["documentType"], ["priority"], ["medium"],
  ["business"], ["respondsTo"], ["issuedAt", (value) => simulated(value)], ["contentType"],
  ["bodyLength", (value) => t("letter.bytesOf", count(value))], ["bodyDigest"]
];

export function showRefusals(refusals) {
  byId("refusals-none").hidden = refusals.total > 0;
  byId("refusals-some").hidden = refusals.total === 0;
  say(byId("refusals-total"), refusals.total > 0 ? count(refusals.total) : "");
  each(byId("reasons"), refusals.byReason, (of) => of.reason,
    () => el("tr", {}, el("th", { scope: "row" }), el("td"), el("td")),
    (row, of) => [term("reason", of.reason), count(of.total), count(of.lastMinute)]
      .forEach((text, at) => say(row.children[at], text)));
  each(byId("letters"), refusals.latest, (letter) => letter.n, build, change);
}

function build(letter) {
  const button = el("button", { type: "button", "data-n": letter.n },
    el("b"), " ", el("span"), " ", el("span", { class: "quiet" }));
  button.addEventListener("click", () => open(letter.n));
  return el("li", {}, button);
}

function change(item, letter) {
  const [reason, document, at] = item.firstElementChild.children;
  say(reason, term("reason", letter.reason));
  say(document, letter.documentId === null ? t("letter.unnamed") : letter.documentId);
  say(at, wallClock(letter.at));
}

async function open(n) {
  const answer = await fetch("/api/letters/" + n);
  if (answer.ok) {
    fill(await answer.json());
  } else {
    say(byId("letter-title"), t("refusals.latest"));
    say(byId("letter-detail"), t("letter.gone"));
    byId("letter-parts").replaceChildren();
  }
  byId("letter").showModal();
}

function fill(letter) {
  say(byId("letter-title"), term("reason", letter.reason));
  say(byId("letter-detail"), letter.detail);
  const place = letter.topic === ""
    ? t("letter.noPlace")
    : t("letter.placeOf", letter.topic, letter.partition, letter.offset);
  const parts = [
    el("h3", {}, t("letter.who")),
    list([
      [t("letter.documentId"), letter.documentId],
      [t("letter.sender"), named(letter.sender, letter.senderName)],
      [t("letter.addressee"), letter.addressee],
      [t("letter.refusedBy"), term("role", letter.refusedBy)],
      [t("letter.scope"), term("scope", letter.scope)],
      [t("letter.at"), wallClock(letter.at)],
      [t("letter.issuedAt"), letter.issuedAt === null ? null : simulated(letter.issuedAt)],
      [t("letter.place"), place],
      [t("letter.bytes"), t("letter.bytesOf", count(letter.originalBytes))]
    ]),
    el("h3", {}, t("letter.header")),
    letter.header === null
      ? el("p", { class: "quiet" }, letter.headerFault)
      : list(HEADER.map(([name, as]) => [t("letter." + name), shown(letter.header, name, as)]))
  ];
  if (letter.seals.length > 0) {
    parts.push(el("h3", {}, t("letter.seals")), el("ul", {}, letter.seals.map((seal) => el("li", {}, sealed(seal)))));
  }
  byId("letter-parts").replaceChildren(...parts);
}

function shown(header, name, as) {
  const value = header[name];
  return value === null ? null : as ? as(value, header) : String(value);
}

function addressees(listed, header) {
  const more = header.addresseesTotal - listed.length;
  return listed.join(", ") + (more > 0 ? " " + t("letter.more", count(more)) : "");
}

function named(code, name) {
  return code === null ? null : name === null ? code : code + " · " + name;
}

function sealed(seal) {
  const batched = seal.treeSize === null ? t("letter.each") : t("letter.tree", count(seal.treeSize));
  return [seal.role, seal.scheme, batched, t("letter.certificate", seal.certificateId)].join(" · ");
}

function list(pairs) {
  return el("dl", {}, pairs.filter(([, value]) => value !== null)
    .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}
